// One mailbox of the service as the settings name it.

export interface MailAccount {
  /** The address konseli write to, and our letters come from; lower case. */
  address: string;
  /** Null: no mail is fetched. */
  imapUrl: string | null;
  /** Paths of folders; `\Junk` is the spam folder, whatever it is called there. */
  folders: readonly string[];
  /** Null: nothing is sent. */
  smtpUrl: string | null;
}
