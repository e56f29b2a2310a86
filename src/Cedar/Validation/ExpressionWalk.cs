using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Validation;

/// <summary>Goes over all parts of an expression, without recursion.</summary>
internal static class ExpressionWalk
{
    public static IEnumerable<Expression> Over(Expression start)
    {
        var open = new Stack<Expression>([start]);
        while (open.TryPop(out var expression))
        {
            yield return expression;
            foreach (var part in PartsOf(expression)) open.Push(part);
        }
    }

    private static Expression[] PartsOf(Expression expression) => expression switch
    {
        Expression.Unary unary => [unary.Argument],
        Expression.Binary binary => [binary.Left, binary.Right],
        Expression.Logical logical => logical.Operands,
        Expression.Conditional conditional => [conditional.Test, conditional.Then, conditional.Else],
        Expression.GetAttribute get => [get.Target],
        Expression.HasAttribute has => [has.Target],
        Expression.Like like => [like.Target],
        Expression.Is { Group: { } group } test => [test.Target, group],
        Expression.Is test => [test.Target],
        Expression.SetLiteral set => set.Elements,
        Expression.RecordLiteral record => record.Values,
        Expression.ExtensionCall call => call.Arguments,
        _ => [],
    };
}
