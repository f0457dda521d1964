/** Withdrew: an ending of its own, apart from the four outcomes. In English. */
import { ANI } from '../cast.ts';
import type { Story } from './story.ts';

export const emma: Story = {
  slug: 'emma',
  scenes: [
    {
      daysAgo: 15,
      subject: 'Not sure if this is the right place',
      writes: `Dear counsellor,

I am Emma, my mother teaches at the school. Everybody knows her, so I am careful with what I say to whom. My best friend is moving away in January and I have not slept well since she told me.

Could you tell me who reads this?

Emma`,
    },
    { daysAgo: 14.8, claims: ANI },
    {
      daysAgo: 14.6,
      by: ANI,
      answers: `Dear Emma,

Thank you for asking before telling more. I alone read your letters. Your mother does not, and she cannot open them. If I ever believed that you or somebody else was in danger I would have to speak to somebody who can help, and I would tell you first.

A friend who leaves takes many small daily things with her. Which of them do you miss already?

Bu Ani`,
    },
    {
      daysAgo: 12,
      writes: `Dear Bu Ani,

thank you, that was kind. I talked to my aunt on the phone for two hours and it feels lighter. I would like to stop here, if that is all right. It is good to know that you are there.

Emma`,
    },
    { daysAgo: 11.8, by: ANI, records: [['risk_read', 'none']] },
    {
      daysAgo: 11.7,
      by: ANI,
      answers: `Dear Emma,

Of course it is all right. Two hours with your aunt sounds like the right place. This address stays open, today and next year.

Bu Ani`,
    },
    { daysAgo: 11.6, by: ANI, closes: 'withdrawn' },
  ],
};
