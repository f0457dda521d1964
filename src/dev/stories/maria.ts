/** A first letter in English that nobody has taken yet. */
import type { Story } from './story.ts';

export const maria: Story = {
  slug: 'maria',
  scenes: [
    {
      daysAgo: 0.6,
      subject: 'Homesick',
      writes: `Hello,

I am Maria, exchange student in XI-2. Everyone is kind to me, but in the evenings I feel very alone and I miss my language. I do not want to tell my host family because they do so much for me already.

Is it okay to write to you in English?

Maria`,
    },
  ],
};
