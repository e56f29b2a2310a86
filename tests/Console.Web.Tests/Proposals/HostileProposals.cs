using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace AgentConsole.Web.Tests.Proposals;

/// <summary>Bodies that an agent should not send: near-valid proposals with something wrong in them, and plain noise.</summary>
internal static class HostileProposals
{
    private static readonly string[] Texts =
    [
        "\"\"", "\"W-1\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e evil\"", "\"../../etc/passwd\"", "\"' or 1=1 --\"", "\"=1+1\"",
        "\"<script>alert(1)</script>\"",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1e400", "-1e400", "1E-400", "9007199254740992", "9007199254740993", "1e999999999", "0.1e1", "123456789012345678901234567890", "1.0", "-1",
    ];

    private static readonly string[] Others = ["null", "true", "[]", "{}", "[[[[1]]]]", "{\"a\":{\"b\":1}}", "{\"a\":1,\"a\":2}"];

    private static readonly string[] Names =
    [
        "tool", "args", "run_id", "tool_call_id", "rationale", "references", "before", "after", "expires_in_s", "callback", "traceparent", "environment",
        "order_id", "amount", "email", "\\ud800", "__proto__", "$ref", "unknown",
    ];

    /// <summary>One body: mostly JSON, sometimes cut, doubled or not JSON at all.</summary>
    public static Gen<string> Body { get; } = Gen.Frequency(
        (6, Proposal()),
        (3, Value(4)),
        (1, from body in Proposal() from at in Gen.Choose(0, 40) select body[..Math.Min(at, body.Length)]),
        (1, from body in Proposal() select body + body),
        (1, from depth in Gen.Choose(10, 5_000) select $"{{\"tool\":\"billing.refund\",\"args\":{Nest(depth)}}}"),
        (1, from length in Gen.Choose(1, 200_000) select $"{{\"tool\":\"billing.refund\",\"args\":{{\"order_id\":\"{new string('x', length)}\",\"amount\":1}}}}"),
        (1, from count in Gen.Choose(1, 2_000) select $"{{\"tool\":\"billing.refund\",\"args\":{Many(count)}}}"));

    /// <summary>Arguments alone, many of which are canonical and none of which is nice.</summary>
    public static Gen<string> Arguments { get; } =
        from members in Gen.ListOf(Member(1), 2) select "{" + string.Join(',', members) + "}";

    private static Gen<string> Proposal() =>
        from order in Gen.Elements(Texts)
        from amount in Gen.Frequency((3, Gen.Elements(Numbers)), (1, Gen.Elements(Texts)), (1, Gen.Elements(Others)))
        from more in Gen.ListOf(Member(3), 3)
        from tool in Gen.Frequency((5, Gen.Constant("\"billing.refund\"")), (1, Gen.Elements(Texts)), (1, Gen.Elements(Others)))
        select $"{{\"tool\":{tool},\"args\":{{\"order_id\":{order},\"amount\":{amount}}}{string.Concat(more.Select(member => "," + member))}}}";

    private static Gen<string> Member(int depth) =>
        from name in Gen.Elements(Names)
        from value in Value(depth)
        select $"\"{name}\":{value}";

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.OneOf(Gen.Elements(Texts), Gen.Elements(Numbers), Gen.Elements(Others));
        if (depth == 0) return scalar;
        return Gen.Frequency(
            (3, scalar),
            (1, from members in Gen.ListOf(Member(depth - 1), 3) select "{" + string.Join(',', members) + "}"),
            (1, from values in Gen.ListOf(Value(depth - 1), 3) select "[" + string.Join(',', values) + "]"));
    }

    private static string Nest(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static string Many(int count) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"k{i}\":{i}"))) + "}";
}
