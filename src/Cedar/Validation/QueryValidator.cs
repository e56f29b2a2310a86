using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Syntax;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Validation;

/// <summary>Holds queries against a schema.</summary>
internal static class QueryValidator
{
    public static IReadOnlyList<CedarFault> Validate(CedarSchema schema, in CedarQuery query)
    {
        var faults = new List<CedarFault>();
        if (schema.FindAction(query.Action) is not { } action)
        {
            faults.Add(new(SourceSpan.None, $"The action {Words.Of(query.Action.ToString())} is not declared."));
            return faults;
        }

        Check(schema, "principal", query.Principal, action, action.Principals, faults);
        Check(schema, "resource", query.Resource, action, action.Resources, faults);
        if (ValueCheck.Problem(schema, query.Context, action.Context) is { } problem) faults.Add(new(SourceSpan.None, $"The context is not as declared: {problem}."));
        return faults;
    }

    private static void Check(CedarSchema schema, string role, EntityUid uid, ActionDefinition action, IReadOnlyList<string> types, List<CedarFault> faults)
    {
        if (ValueCheck.UidProblem(schema, uid) is { } problem) faults.Add(new(SourceSpan.None, $"The {role} is not as declared: {problem}."));
        else if (!types.Contains(uid.Type)) faults.Add(new(SourceSpan.None, $"The action {Words.Of(action.Uid.ToString())} does not apply to a {role} of type {Words.Of(uid.Type)}."));
    }
}
