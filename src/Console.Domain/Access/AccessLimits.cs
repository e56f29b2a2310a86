namespace AgentConsole.Domain.Access;

/// <summary>The bounds of the Access room.</summary>
public static class AccessLimits
{
    public const int EmailLengthMax = 254;
    public const int DisplayNameLengthMax = 100;
    public const int EnvironmentLengthMax = 40;
    public const int SecretBytes = 32;
    public const int SecretPrefixLength = 12;
    public const int TokenNameLengthMax = 100;
    public const int TokenLifetimeDaysMax = 366;
    public const int KeyLifetimeDaysMax = 366;
    /// <summary>NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where a password is the only factor.</summary>
    public const int PasswordLengthMin = 15;
    /// <summary>NIST SP 800-63B-4, 3.1.1.2: at least 64 must be accepted; a bound keeps hashing cheap.</summary>
    public const int PasswordLengthMax = 256;
}
