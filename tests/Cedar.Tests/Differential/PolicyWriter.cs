using System.Globalization;

namespace AgentConsole.Cedar.Tests.Differential;

/// <summary>Makes up policy text: mostly of fitting types, sometimes not, with needless brackets and spaces here and there.</summary>
public sealed class PolicyWriter(Random random)
{
    private static readonly string[] _texts = ["", "a", "ab", "a*b", "alice", "\u00e9\u20ac", "\ud83d\ude00", "x\\ny", "\\\"q\\\"", "\\u{0}z", "10.0.0.1", "2024-01-01"];
    private static readonly string[] _patterns = ["*", "a*", "*b", "a\\**", "**", "", "*a*b*", "alice", "\ud83d\ude00*", "*\\u{e9}*", "x*y"];
    private static readonly string[] _decimals = ["0.0", "1.5", "-1.5", "12.3456", "922337203685477.5807", "-922337203685477.5808", "922337203685477.5808", "1.23456", "1", "0.10"];
    private static readonly string[] _ips = ["10.0.0.1", "10.0.0.0/8", "127.0.0.1", "127.0.0.1/7", "224.0.0.1", "::1", "::1/127", "ff00::1", "2001:db8::/32", "1:2:3:4:5:6:7::", "10.0.0.01", "::ffff:1.2.3.4", "10.0.0.1/33", "0.0.0.0/0", "::/0"];
    private static readonly string[] _times = ["2024-01-01", "2024-02-29T12:34:56Z", "2023-02-29", "1969-12-31T23:59:59.999Z", "0000-01-01", "2024-01-01T00:00:00.123+0130", "2024-01-01T24:00:00Z", "9999-12-31T23:59:59-2359", "2024-01-01T00:00:00"];
    private static readonly string[] _durations = ["1d", "-1d2h3m4s5ms", "0ms", "36h", "9223372036854775807ms", "-9223372036854775808ms", "9223372036854775808ms", "1h1d", "", "-", "1m5ms"];
    private static readonly string[] _attributes = ["age", "name", "active", "labels", "owner", "meta", "address", "price", "since", "span", "missing"];

    public string Policy(bool isTemplate, int conditionsMax = 2)
    {
        var annotations = Chance(0.2) ? $"@id(\"p{random.Next(9)}\") " : "";
        if (Chance(0.05)) annotations += "@bare ";
        var principal = Scope("principal", isTemplate);
        // A template has at least one slot.
        var resource = Scope("resource", isTemplate && !principal.Contains('?', StringComparison.Ordinal), isTemplate);
        var conditions = string.Concat(Enumerable.Range(0, random.Next(conditionsMax + 1)).Select(_ => $" {(Chance(0.3) ? "unless" : "when")} {{ {Bool(random.Next(1, 5))} }}"));
        return $"{annotations}{(Chance(0.3) ? "forbid" : "permit")}({principal}, {ActionScope()}, {resource}){conditions};";
    }

    public string Uid() => Pick(["User::\"alice\"", "User::\"bob\"", "Group::\"g1\"", "Group::\"g2\"", "Doc::\"d1\"", "Doc::\"d2\"", "App::Team::\"t\"", "User::\"nobody\""]);

    public string Action() => Pick(["Action::\"view\"", "Action::\"edit\"", "Action::\"read\"", "App::Action::\"ship\""]);

    private string Scope(string variable, bool mustHaveSlot, bool mayHaveSlot = false)
    {
        var type = Pick(["User", "Group", "Doc", "App::Team"]);
        var entity = mustHaveSlot || (mayHaveSlot && Chance(0.5)) ? $"?{variable}" : Uid();
        return random.Next(mustHaveSlot ? 3 : 6) switch
        {
            0 => $"{variable} == {entity}",
            1 => $"{variable} in {entity}",
            2 => $"{variable} is {type} in {entity}",
            3 => $"{variable} is {type}",
            _ => variable,
        };
    }

    private string ActionScope() => random.Next(4) switch
    {
        0 => $"action == {Action()}",
        1 => $"action in {Action()}",
        2 => $"action in [{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Action()))}]",
        _ => "action",
    };

    public string Bool(int depth)
    {
        if (depth <= 0) return Pick(["true", "false", "principal.active", "context.active", "principal == User::\"alice\"", "resource in Group::\"g1\""]);
        if (Chance(0.04)) return Any(depth - 1);
        var d = depth - 1;
        return Bracketed(random.Next(20) switch
        {
            0 => $"{Loose(Bool(d))} && {Loose(Bool(d))}",
            1 => $"{Loose(Bool(d))} || {Loose(Bool(d))}",
            2 => $"!{Unit(Bool(d))}",
            3 => $"{Unit(Long(d))} {Pick(["<", "<=", ">", ">=", "==", "!="])} {Unit(Long(d))}",
            4 => $"{Unit(Text(d))} like \"{Pick(_patterns)}\"",
            5 => $"{Unit(Entity(d))} in {(Chance(0.5) ? Unit(Entity(d)) : $"[{Entity(d)}, {Entity(d)}]")}",
            6 => $"{Unit(Entity(d))} is {Pick(["User", "Group", "Doc", "App::Team"])}{(Chance(0.5) ? $" in {Unit(Entity(d))}" : "")}",
            7 => $"{Unit(Owner(d))} has {Pick(_attributes)}{(Chance(0.2) ? $".{Pick(_attributes)}" : "")}{(Chance(0.1) ? ".x" : "")}",
            8 => $"{Unit(Owner(d))} has {Pick(["\"age\"", "\"a b\"", "\"\""])}",
            9 => $"{Unit(Set(d))}.{Pick(["contains", "containsAll", "containsAny"])}({(Chance(0.5) ? Set(d) : Any(d))})",
            10 => $"{Unit(Set(d))}.isEmpty()",
            11 => $"{Unit(Entity(d))}.hasTag({Text(d)})",
            12 => $"{Unit(Decimal(d))}.{Pick(["lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"])}({Decimal(d)})",
            13 => $"{Unit(Ip(d))}.{Pick(["isIpv4", "isIpv6", "isLoopback", "isMulticast"])}()",
            14 => $"{Unit(Ip(d))}.isInRange({Ip(d)})",
            15 => $"{Unit(Time(d))} {Pick(["<", "<=", ">", ">="])} {Unit(Time(d))}",
            16 => $"{Unit(Span(d))} {Pick(["<", "<=", ">", ">=", "=="])} {Unit(Span(d))}",
            17 => $"{Unit(Any(d))} == {Unit(Any(d))}",
            18 => $"if {Bool(d)} then {Bool(d)} else {Bool(d)}",
            _ => $"{Unit(Owner(d))} has {Pick(_attributes)} && {Loose(Bool(d))}",
        });
    }

    private string Any(int depth) => random.Next(9) switch
    {
        0 => Bool(depth),
        1 => Long(depth),
        2 => Text(depth),
        3 => Entity(depth),
        4 => Set(depth),
        5 => Record(depth),
        6 => Decimal(depth),
        7 => Ip(depth),
        _ => Time(depth),
    };

    private string Long(int depth)
    {
        if (depth <= 0) return Chance(0.7) ? Number() : Pick(["principal.age", "context.age", "resource.age"]);
        var d = depth - 1;
        return Bracketed(random.Next(8) switch
        {
            0 => $"{Unit(Long(d))} + {Unit(Long(d))}",
            1 => $"{Unit(Long(d))} - {Unit(Long(d))}",
            2 => $"{Unit(Long(d))} * {Unit(Long(d))}",
            3 => $"-{Unit(Long(d))}",
            4 => $"{Unit(Span(d))}.{Pick(["toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays"])}()",
            5 => $"if {Bool(d)} then {Long(d)} else {Long(d)}",
            6 => $"{Pick(["-", "--", "---", "----", "- "])}{random.Next(100)}",
            _ => $"{Unit(Owner(d))}.age",
        });
    }

    private string Text(int depth) => depth <= 0 || Chance(0.5) ? Chance(0.6) ? $"\"{Pick(_texts)}\"" : "principal.name" : Chance(0.5) ? $"{Unit(Entity(depth - 1))}.getTag({Text(depth - 1)})" : $"{Unit(Owner(depth - 1))}[\"name\"]";

    private string Entity(int depth) => depth <= 0 || Chance(0.6) ? Pick(["principal", "resource", "action", Uid(), Action()]) : $"{Unit(Owner(depth - 1))}.owner";

    private string Owner(int depth) => depth <= 0 || Chance(0.6) ? Pick(["principal", "resource", "context", "context.meta"]) : Chance(0.5) ? Entity(depth - 1) : Record(depth - 1);

    private string Set(int depth) => depth <= 0 || Chance(0.3)
        ? Pick(["principal.labels", "context.labels", "[]", "[\"a\", \"ab\"]", "[1, 2, 1]"])
        : $"[{string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Chance(0.8) ? Text(depth - 1) : Any(depth - 1)))}{(Chance(0.1) ? "," : "")}]";

    private string Record(int depth) => depth <= 0
        ? "{age: 1, \"a b\": \"x\"}"
        : $"{{age: {Any(depth - 1)}, {Pick(["name", "\"a b\"", "\"\"", "principal", "\"if\""])}: {Any(depth - 1)}}}";

    private string Decimal(int depth) => depth <= 0 || Chance(0.6) ? $"decimal(\"{Pick(_decimals)}\")" : $"{Unit(Owner(depth - 1))}.price";

    private string Ip(int depth) => depth <= 0 || Chance(0.6) ? $"ip(\"{Pick(_ips)}\")" : $"{Unit(Owner(depth - 1))}.address";

    private string Time(int depth) => depth <= 0 || Chance(0.4) ? $"datetime(\"{Pick(_times)}\")" : random.Next(3) switch
    {
        0 => $"{Unit(Time(depth - 1))}.offset({Span(depth - 1)})",
        1 => $"{Unit(Time(depth - 1))}.toDate()",
        _ => $"{Unit(Owner(depth - 1))}.since",
    };

    private string Span(int depth) => depth <= 0 || Chance(0.4) ? $"duration(\"{Pick(_durations)}\")" : random.Next(3) switch
    {
        0 => $"{Unit(Time(depth - 1))}.durationSince({Time(depth - 1)})",
        1 => $"{Unit(Time(depth - 1))}.toTime()",
        _ => $"{Unit(Owner(depth - 1))}.span",
    };

    // JavaScript's numbers end here, so the oracle's JSON cannot say larger ones.
    private string Number() => random.Next(6) switch
    {
        0 => "9007199254740991",
        1 => "0",
        2 => "1",
        _ => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
    };

    private string Bracketed(string text) => Chance(0.1) ? $"( {text} )" : text;

    /// <summary>The text in brackets, unless it can stand anywhere.</summary>
    private static string Unit(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_') ? text : $"({text})";

    /// <summary>The text in brackets, if a chain cannot hold it without.</summary>
    private static string Loose(string text) => text.Contains("else", StringComparison.Ordinal) ? $"({text})" : text;

    private bool Chance(double share) => random.NextDouble() < share;

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
