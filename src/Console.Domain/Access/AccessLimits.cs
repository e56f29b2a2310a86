namespace AgentConsole.Domain.Access;

/// <summary>The bounds of the Access room.</summary>
public static class AccessLimits
{
    public const int EmailLengthMax = 254;
    public const int DisplayNameLengthMax = 100;
    public const int EnvironmentLengthMax = 40;
    /// <summary>All roles by wire name, with commas between them.</summary>
    public const int RolesLengthMax = 200;
    public const int SecretBytes = 32;
    public const int SecretPrefixLength = 12;
    public const int TokenNameLengthMax = 100;
    public const int TokenLifetimeDaysDefault = 90;
    public const int TokenLifetimeDaysMax = 366;
    /// <summary>How many unexpired tokens one person may have at once.</summary>
    public const int TokensPerPersonMax = 20;
    public const int KeyLifetimeDaysDefault = 90;
    public const int KeyLifetimeDaysMax = 366;
    /// <summary>How many unexpired keys one agent may have in one environment; rotation needs two.</summary>
    public const int KeysPerAgentMax = 10;
    /// <summary>NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where a password is the only factor.</summary>
    public const int PasswordLengthMin = 15;
    /// <summary>NIST SP 800-63B-4, 3.1.1.2: at least 64 must be accepted; a bound keeps hashing cheap.</summary>
    public const int PasswordLengthMax = 256;
    /// <summary>Wrong attempts in a row that cost nothing yet.</summary>
    public const int SignInFailuresFree = 10;
    /// <summary>NIST SP 800-63B-4, 3.2.2: after this many in a row the password is shut until it is replaced.</summary>
    public const int SignInFailuresMax = 100;
    /// <summary>How many passwords may wait to be checked before a further one hears "busy": each costs a tenth of a second.</summary>
    public const int PasswordChecksWaitingMax = 32;
    public const int RecoveryCodes = 10;
    /// <summary>RFC 6238, 5.2: one step back and one ahead for clocks that differ and fingers that are slow.</summary>
    public const int TotpStepsAround = 1;
    /// <summary>How many checked keys, tokens and people a node remembers, each for <see cref="StandingAgeMax"/> at most.</summary>
    public const int StandingsMax = 10_000;
    public const int PageMax = 200;
    public const int PageDefault = 50;

    /// <summary>How long a node may go on believing a key, a token or a person's roles without asking the database.</summary>
    public static readonly TimeSpan StandingAgeMax = TimeSpan.FromSeconds(2);

    /// <summary>A sign-in that was not used for this long is over (NIST SP 800-63B-4, 2.2.3, asks for a bound at AAL2).</summary>
    public static readonly TimeSpan SignInIdleMax = TimeSpan.FromHours(8);

    /// <summary>However busy, everybody signs in anew after this.</summary>
    public static readonly TimeSpan SignInAgeMax = TimeSpan.FromHours(24);

    /// <summary>For what is worth asking again who is there: the sign-in must be this young.</summary>
    public static readonly TimeSpan FreshSignInMax = TimeSpan.FromMinutes(10);

    /// <summary>How long the second factor may take after the password was right.</summary>
    public static readonly TimeSpan SecondStepMax = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan SetupLinkLifetime = TimeSpan.FromHours(24);

    public static readonly TimeSpan PasswordLinkLifetime = TimeSpan.FromHours(24);

    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan SignInWaitMax = TimeSpan.FromHours(1);

    /// <summary>"Last used" is this exact and no more, so that reading does not become writing.</summary>
    public static readonly TimeSpan LastUseStep = TimeSpan.FromMinutes(1);
}
