namespace AgentConsole.Cedar.Syntax;

/// <summary>The spelling of operators and of the methods that are part of the language itself.</summary>
internal static class Operators
{
    public static string Spelling(this BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.In => "in",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Contains => "contains",
        BinaryOperator.ContainsAll => "containsAll",
        BinaryOperator.ContainsAny => "containsAny",
        BinaryOperator.HasTag => "hasTag",
        BinaryOperator.GetTag => "getTag",
    };

    public static bool IsMethod(this BinaryOperator op) => op >= BinaryOperator.Contains;

    /// <summary>The operator with this spelling, method or not.</summary>
    public static BinaryOperator? BinaryOf(string spelling) => spelling switch
    {
        "==" => BinaryOperator.Equal,
        "!=" => BinaryOperator.NotEqual,
        "<" => BinaryOperator.Less,
        "<=" => BinaryOperator.LessOrEqual,
        ">" => BinaryOperator.Greater,
        ">=" => BinaryOperator.GreaterOrEqual,
        "in" => BinaryOperator.In,
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        "*" => BinaryOperator.Multiply,
        "contains" => BinaryOperator.Contains,
        "containsAll" => BinaryOperator.ContainsAll,
        "containsAny" => BinaryOperator.ContainsAny,
        "hasTag" => BinaryOperator.HasTag,
        "getTag" => BinaryOperator.GetTag,
        _ => null,
    };

    public static string Spelling(this VariableName name) => name switch
    {
        VariableName.Principal => "principal",
        VariableName.Action => "action",
        VariableName.Resource => "resource",
        VariableName.Context => "context",
    };

    public static VariableName? VariableOf(ReadOnlySpan<char> word) => word switch
    {
        "principal" => VariableName.Principal,
        "action" => VariableName.Action,
        "resource" => VariableName.Resource,
        "context" => VariableName.Context,
        _ => null,
    };
}
