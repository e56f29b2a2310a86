using System.Text;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Writes a policy as Cedar text.</summary>
internal static class PolicyPrinter
{
    public static string Print(CedarPolicy policy)
    {
        var built = new StringBuilder();
        foreach (var (name, value) in policy.Annotations)
        {
            built.Append('@').Append(name);
            if (value is not null) built.Append('(').Append(StringText.Quote(value)).Append(')');
            built.Append('\n');
        }

        built.Append(policy.Effect == PolicyEffect.Permit ? "permit" : "forbid").Append(" (\n  ");
        built.Append(Scope("principal", policy.Principal)).Append(",\n  ");
        built.Append(Scope("action", policy.Action)).Append(",\n  ");
        built.Append(Scope("resource", policy.Resource)).Append("\n)");
        foreach (var condition in policy.Conditions)
        {
            built.Append(condition.IsUnless ? "\nunless { " : "\nwhen { ").Append(ExpressionPrinter.Print(condition.Body)).Append(" }");
        }

        return built.Append(';').ToString();
    }

    private static string Scope(string variable, PolicyScope scope) => scope.Kind switch
    {
        ScopeKind.Any => variable,
        ScopeKind.Equal => $"{variable} == {Entity(variable, scope.Entity)}",
        ScopeKind.In when variable == "action" => scope.Actions is [var one] ? $"action in {one}" : $"action in [{string.Join(", ", scope.Actions)}]",
        ScopeKind.In => $"{variable} in {Entity(variable, scope.Entity)}",
        ScopeKind.Is => $"{variable} is {scope.EntityType}",
        ScopeKind.IsIn => $"{variable} is {scope.EntityType} in {Entity(variable, scope.Entity)}",
    };

    private static string Entity(string variable, EntityUid? entity) => entity?.ToString() ?? $"?{variable}";
}
