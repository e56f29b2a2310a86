namespace AgentConsole.Web.Access;

/// <summary>Which kind of caller an endpoint is for.</summary>
internal enum CallerKind
{
    Agent,
    Person,
    Either,
}
