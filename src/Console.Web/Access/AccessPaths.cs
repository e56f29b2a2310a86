namespace AgentConsole.Web.Access;

/// <summary>Where the doors of this room are.</summary>
internal static class AccessPaths
{
    public const string SignIn = "/account/sign-in";
    public const string Denied = "/account/denied";
    public const string ReturnParameter = "return";
}
