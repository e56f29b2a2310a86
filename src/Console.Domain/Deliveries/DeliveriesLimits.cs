using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain.Deliveries;

/// <summary>Upper bounds of everything that leaves the console.</summary>
public static class DeliveriesLimits
{
    public const int SecretBytesMin = 24;
    public const int SecretBytesMax = 64;

    /// <summary>How long ago, or ahead, a signed message may say it was sent.</summary>
    public const int SignatureToleranceSeconds = 300;

    /// <summary>What stands for the address of an e-mail: the address itself is the person's.</summary>
    public const string MailUrl = "e-mail";

    public const int UrlCharactersMax = ProposalLimits.UrlLengthMax;
    public const int DescriptionCharactersMax = 200;
    public const int EventTypeCharactersMax = 60;
    public const int EventTypesMax = 20;
    /// <summary>The data of a message that is not about a proposal.</summary>
    public const int NoticeCharactersMax = 2_000;
    public const int CodeCharactersMax = 60;
    public const int FaultDetailCharactersMax = 300;

    /// <summary>How many webhook subscriptions an installation may keep.</summary>
    public const int EndpointsMax = 200;

    public const int TimeoutSeconds = 20;
    public const int TimeoutSecondsMax = 30;
    public const int ConnectTimeoutSeconds = 10;
    public const int ResponseBytesMax = 64 * 1024;
    public const int ResponseHeaderKilobytesMax = 16;

    /// <summary>How much of a receiver's answer is kept with the attempt.</summary>
    public const int ResponseShownBytesMax = 2048;

    public const int RetryAfterSecondsMax = 24 * 60 * 60;
    public const int ResolvedAddressesMax = 64;
    /// <summary>How long the secret before still signs too, so that a receiver can change over.</summary>
    public const int RotationHours = 24;
    public const int SecretBytes = 32;

    /// <summary>How many deliveries one run of the job takes.</summary>
    public const int BatchMax = 200;
    /// <summary>How many deliveries one run has under way at once.</summary>
    public const int SendersMax = 8;
    /// <summary>How many runs may be under way at once in one process: a new one does not wait for what stalls in another.</summary>
    public const int RunsMax = 4;
    /// <summary>How many deliveries to one target may be under way at once, so that one that stalls cannot hold up the others.</summary>
    public const int PerTargetMax = 4;
    /// <summary>How long a node holds what it is sending; longer than an attempt may take.</summary>
    public const int LeaseSeconds = 120;
    public const int PollSeconds = 5;

    public const int SearchCharactersMax = 200;
    /// <summary>How many attempts of one delivery are listed; resent again and again it may have more.</summary>
    public const int AttemptsShownMax = 50;
    public const int AllowedHostsMax = 100;
    public const int PortsMax = 20;
}
