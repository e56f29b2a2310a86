namespace AgentConsole.Domain.Access;

/// <summary>How a person was let in who approves; grants say it to whoever verifies them.</summary>
public static class ApprovalMethod
{
    public const int LengthMax = 20;

    public const string Portal = "portal";
    public const string PortalWithSecondFactor = "portal+mfa";
    public const string Token = "token";
}
