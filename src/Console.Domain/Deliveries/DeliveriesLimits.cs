namespace AgentConsole.Domain.Deliveries;

/// <summary>Upper bounds of everything that leaves the console.</summary>
public static class DeliveriesLimits
{
    public const int SecretBytesMin = 24;
    public const int SecretBytesMax = 64;

    /// <summary>How long ago, or ahead, a signed message may say it was sent.</summary>
    public const int SignatureToleranceSeconds = 300;

    public const int UrlCharactersMax = 2048;
    public const int EventTypeCharactersMax = 128;
    public const int EventTypesMax = 20;

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
    public const int AllowedHostsMax = 100;
    public const int PortsMax = 20;
}
