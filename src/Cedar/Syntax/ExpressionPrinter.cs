using System.Text;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Syntax;

/// <summary>Writes expressions with the fewest brackets that bring the same tree back when they are read.</summary>
internal sealed class ExpressionPrinter
{
    // What binds tighter has a higher number.
    private const int Free = 0;
    private const int OrLevel = 1;
    private const int AndLevel = 2;
    private const int RelationLevel = 3;
    private const int SumLevel = 4;
    private const int ProductLevel = 5;
    private const int SignLevel = 6;
    private const int MemberLevel = 7;

    private readonly StringBuilder _built = new();

    public static string Print(Expression expression)
    {
        var printer = new ExpressionPrinter();
        printer.Write(expression, Free);
        return printer._built.ToString();
    }

    public static string Name(string name) => TypeNames.IsFreeWord(name) ? name : StringText.Quote(name);

    private void Write(Expression expression, int level)
    {
        var needsBrackets = LevelOf(expression) < level;
        if (needsBrackets) _built.Append('(');
        WriteBare(expression);
        if (needsBrackets) _built.Append(')');
    }

    private static int LevelOf(Expression expression) => expression switch
    {
        Expression.Conditional => Free,
        Expression.Logical logical => logical.IsAnd ? AndLevel : OrLevel,
        Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => SumLevel,
        Expression.Binary { Operator: BinaryOperator.Multiply } => ProductLevel,
        Expression.Binary binary => binary.Operator.IsMethod() ? MemberLevel : RelationLevel,
        Expression.HasAttribute or Expression.Like or Expression.Is => RelationLevel,
        Expression.Unary unary => unary.Operator == UnaryOperator.IsEmpty ? MemberLevel : SignLevel,
        Expression.Literal literal => literal.Value.TryGetLong(out var number) && number < 0 ? SignLevel : MemberLevel,
        _ => MemberLevel,
    };

    private void WriteBare(Expression expression)
    {
        switch (expression)
        {
            case Expression.Literal literal:
                _built.Append(literal.Value.ToString());
                break;
            case Expression.Variable variable:
                _built.Append(variable.Name.Spelling());
                break;
            case Expression.Logical logical:
                WriteJoined(logical.Operands, logical.IsAnd ? " && " : " || ", logical.IsAnd ? RelationLevel : AndLevel);
                break;
            case Expression.Unary { Operator: UnaryOperator.IsEmpty } unary:
                Write(unary.Argument, MemberLevel);
                _built.Append(".isEmpty()");
                break;
            case Expression.Unary unary:
                _built.Append(unary.Operator == UnaryOperator.Not ? '!' : '-');
                WriteSigned(unary);
                break;
            case Expression.Binary binary:
                WriteBinary(binary);
                break;
            case Expression.Conditional conditional:
                _built.Append("if ");
                Write(conditional.Test, Free);
                _built.Append(" then ");
                Write(conditional.Then, Free);
                _built.Append(" else ");
                Write(conditional.Else, Free);
                break;
            case Expression.GetAttribute get:
                Write(get.Target, MemberLevel);
                if (TypeNames.IsFreeWord(get.Name)) _built.Append('.').Append(get.Name);
                else _built.Append('[').Append(StringText.Quote(get.Name)).Append(']');
                break;
            case Expression.HasAttribute has:
                Write(has.Target, SumLevel);
                _built.Append(" has ").AppendJoin('.', has.Path.Select(Name));
                break;
            case Expression.Like like:
                Write(like.Target, SumLevel);
                _built.Append(" like ").Append(StringText.Quote(like.Pattern));
                break;
            case Expression.Is { Group: var group } test:
                Write(test.Target, SumLevel);
                _built.Append(" is ").Append(test.Type);
                if (group is null) break;
                _built.Append(" in ");
                Write(group, SumLevel);
                break;
            case Expression.SetLiteral set:
                _built.Append('[');
                WriteJoined(set.Elements, ", ", Free);
                _built.Append(']');
                break;
            case Expression.RecordLiteral record:
                WriteRecord(record);
                break;
            case Expression.ExtensionCall call:
                WriteCall(call);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // A sign before a number would become part of the number, and a fifth sign in a row is refused.
    private void WriteSigned(Expression.Unary unary)
    {
        var isSafe = unary.Argument is not (Expression.Unary { Operator: UnaryOperator.Not or UnaryOperator.Negate } or Expression.Literal { Value.Kind: CedarKind.Long });
        Write(unary.Argument, isSafe ? MemberLevel : MemberLevel + 1);
    }

    private void WriteBinary(Expression.Binary binary)
    {
        var spelling = binary.Operator.Spelling();
        if (binary.Operator.IsMethod())
        {
            Write(binary.Left, MemberLevel);
            _built.Append('.').Append(spelling).Append('(');
            Write(binary.Right, Free);
            _built.Append(')');
            return;
        }

        var level = LevelOf(binary);
        Write(binary.Left, level == RelationLevel ? SumLevel : level);
        _built.Append(' ').Append(spelling).Append(' ');
        Write(binary.Right, level + 1);
    }

    private void WriteRecord(Expression.RecordLiteral record)
    {
        _built.Append('{');
        for (var at = 0; at < record.Names.Length; at++)
        {
            if (at > 0) _built.Append(", ");
            _built.Append(Name(record.Names[at])).Append(": ");
            Write(record.Values[at], Free);
        }

        _built.Append('}');
    }

    private void WriteCall(Expression.ExtensionCall call)
    {
        var arguments = call.Arguments.AsSpan();
        if (call.Function.IsMethod)
        {
            Write(arguments[0], MemberLevel);
            _built.Append('.');
            arguments = arguments[1..];
        }

        _built.Append(call.Function.Name).Append('(');
        WriteJoined(arguments, ", ", Free);
        _built.Append(')');
    }

    private void WriteJoined(ReadOnlySpan<Expression> parts, string joint, int level)
    {
        for (var at = 0; at < parts.Length; at++)
        {
            if (at > 0) _built.Append(joint);
            Write(parts[at], level);
        }
    }
}
