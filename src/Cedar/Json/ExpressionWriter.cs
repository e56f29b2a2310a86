using System.Diagnostics;
using System.Text.Json;
using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Json;

/// <summary>Writes expressions in Cedar's JSON policy format.</summary>
internal static class ExpressionWriter
{
    public static void Write(Utf8JsonWriter json, Expression expression)
    {
        if (expression is Expression.Logical logical)
        {
            WriteChain(json, logical);
            return;
        }

        json.WriteStartObject();
        switch (expression)
        {
            case Expression.Literal literal:
                json.WritePropertyName("Value");
                ValueWriter.Write(json, literal.Value);
                break;
            case Expression.Variable variable:
                json.WriteString("Var", variable.Name.Spelling());
                break;
            case Expression.Unary unary:
                json.WriteStartObject(unary.Operator switch { UnaryOperator.Not => "!", UnaryOperator.Negate => "neg", UnaryOperator.IsEmpty => "isEmpty" });
                WriteMember(json, "arg", unary.Argument);
                json.WriteEndObject();
                break;
            case Expression.Binary binary:
                json.WriteStartObject(binary.Operator.Spelling());
                WriteMember(json, "left", binary.Left);
                WriteMember(json, "right", binary.Right);
                json.WriteEndObject();
                break;
            case Expression.Conditional conditional:
                json.WriteStartObject("if-then-else");
                WriteMember(json, "if", conditional.Test);
                WriteMember(json, "then", conditional.Then);
                WriteMember(json, "else", conditional.Else);
                json.WriteEndObject();
                break;
            case Expression.GetAttribute get:
                json.WriteStartObject(".");
                WriteMember(json, "left", get.Target);
                json.WriteString("attr", get.Name);
                json.WriteEndObject();
                break;
            case Expression.HasAttribute has:
                WriteHas(json, has);
                break;
            case Expression.Like like:
                WriteLike(json, like);
                break;
            case Expression.Is test:
                json.WriteStartObject("is");
                WriteMember(json, "left", test.Target);
                json.WriteString("entity_type", test.Type);
                if (test.Group is not null) WriteMember(json, "in", test.Group);
                json.WriteEndObject();
                break;
            case Expression.SetLiteral set:
                WriteAll(json, "Set", set.Elements);
                break;
            case Expression.RecordLiteral record:
                json.WriteStartObject("Record");
                for (var at = 0; at < record.Names.Length; at++) WriteMember(json, record.Names[at], record.Values[at]);
                json.WriteEndObject();
                break;
            case Expression.ExtensionCall call:
                WriteAll(json, call.Function.Name, call.Arguments);
                break;
            default:
                throw new UnreachableException();
        }

        json.WriteEndObject();
    }

    // The format knows two operands only, so a chain leans to the left; it may be long, so it is not written by recursion.
    private static void WriteChain(Utf8JsonWriter json, Expression.Logical chain)
    {
        for (var at = 1; at < chain.Operands.Length; at++)
        {
            json.WriteStartObject();
            json.WriteStartObject(chain.IsAnd ? "&&" : "||");
            json.WritePropertyName("left");
        }

        Write(json, chain.Operands[0]);
        for (var at = 1; at < chain.Operands.Length; at++)
        {
            WriteMember(json, "right", chain.Operands[at]);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteHas(Utf8JsonWriter json, Expression.HasAttribute has)
    {
        json.WriteStartObject("has");
        WriteMember(json, "left", has.Target);
        if (has.Path is [var one])
        {
            json.WriteString("attr", one);
        }
        else
        {
            json.WriteStartArray("attr");
            foreach (var name in has.Path) json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteLike(Utf8JsonWriter json, Expression.Like like)
    {
        json.WriteStartObject("like");
        WriteMember(json, "left", like.Target);
        json.WriteStartArray("pattern");
        foreach (var piece in like.Pattern.Pieces)
        {
            if (piece is null)
            {
                json.WriteStringValue("Wildcard");
                continue;
            }

            // One literal for each character, as other engines write it.
            foreach (var rune in piece.EnumerateRunes())
            {
                json.WriteStartObject();
                json.WriteString("Literal", rune.ToString());
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAll(Utf8JsonWriter json, string name, Expression[] expressions)
    {
        json.WriteStartArray(name);
        foreach (var expression in expressions) Write(json, expression);
        json.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter json, string name, Expression expression)
    {
        json.WritePropertyName(name);
        Write(json, expression);
    }
}
