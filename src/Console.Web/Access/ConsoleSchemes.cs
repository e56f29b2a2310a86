namespace AgentConsole.Web.Access;

/// <summary>The ways in which a call can say who makes it.</summary>
public static class ConsoleSchemes
{
    /// <summary>Chooses: a bearer secret where one is presented, the sign-in cookie otherwise.</summary>
    public const string Any = "Console";

    /// <summary>An agent's key or a person's token in the Authorization header.</summary>
    public const string Bearer = "Bearer";
}
