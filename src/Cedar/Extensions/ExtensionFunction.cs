using System.Collections.Frozen;
using AgentConsole.Cedar.Values;

namespace AgentConsole.Cedar.Extensions;

/// <summary>What a function of an extension type answers, or null and why not.</summary>
internal delegate CedarValue? ExtensionBody(ReadOnlySpan<CedarValue> arguments, out string? problem);

/// <summary>A function of one of the extension types; most are written as methods.</summary>
internal sealed class ExtensionFunction
{
    private ExtensionFunction(string name, bool isMethod, CedarKind[] parameters, CedarKind result, ExtensionBody body) =>
        (Name, IsMethod, Parameters, Result, Body) = (name, isMethod, parameters, result, body);

    public string Name { get; }

    public bool IsMethod { get; }

    public CedarKind[] Parameters { get; }

    public CedarKind Result { get; }

    /// <summary>Whether this makes a value of an extension type from text.</summary>
    public bool IsConstructor => !IsMethod;

    private ExtensionBody Body { get; }

    public static FrozenDictionary<string, ExtensionFunction> All { get; } = ((ExtensionFunction[])
    [
        Constructor("decimal", CedarKind.Decimal, static (string text, out CedarValue value, out string? problem) =>
        {
            var ok = DecimalText.TryParse(text, out var units, out problem);
            value = CedarValue.DecimalUnits(units);
            return ok;
        }),
        Constructor("ip", CedarKind.IpAddress, static (string text, out CedarValue value, out string? problem) =>
        {
            var ok = IpRange.TryParse(text, out var range, out problem);
            value = ok ? CedarValue.IpAddress(range!) : default;
            return ok;
        }),
        Constructor("datetime", CedarKind.DateTime, static (string text, out CedarValue value, out string? problem) =>
        {
            var ok = DateTimeText.TryParse(text, out var milliseconds, out problem);
            value = CedarValue.DateTimeMilliseconds(milliseconds);
            return ok;
        }),
        Constructor("duration", CedarKind.Duration, static (string text, out CedarValue value, out string? problem) =>
        {
            var ok = DurationText.TryParse(text, out var milliseconds, out problem);
            value = CedarValue.DurationMilliseconds(milliseconds);
            return ok;
        }),
        Comparison("lessThan", static (left, right) => left < right),
        Comparison("lessThanOrEqual", static (left, right) => left <= right),
        Comparison("greaterThan", static (left, right) => left > right),
        Comparison("greaterThanOrEqual", static (left, right) => left >= right),
        IpTest("isIpv4", static ip => ip.IsIpv4),
        IpTest("isIpv6", static ip => ip.IsIpv6),
        IpTest("isLoopback", static ip => ip.IsLoopback),
        IpTest("isMulticast", static ip => ip.IsMulticast),
        Method("isInRange", [CedarKind.IpAddress, CedarKind.IpAddress], CedarKind.Bool, static (arguments, out problem) =>
        {
            problem = null;
            return arguments[0].TryGetIpAddress(out var address) && arguments[1].TryGetIpAddress(out var range) ? CedarValue.Bool(address.IsInRange(range)) : null;
        }),
        Method("offset", [CedarKind.DateTime, CedarKind.Duration], CedarKind.DateTime, static (arguments, out problem) =>
            Checked(CedarValue.DateTimeMilliseconds, (Int128)arguments[0].Bits + arguments[1].Bits, out problem)),
        Method("durationSince", [CedarKind.DateTime, CedarKind.DateTime], CedarKind.Duration, static (arguments, out problem) =>
            Checked(CedarValue.DurationMilliseconds, (Int128)arguments[0].Bits - arguments[1].Bits, out problem)),
        Method("toDate", [CedarKind.DateTime], CedarKind.DateTime, static (arguments, out problem) =>
            Checked(CedarValue.DateTimeMilliseconds, (Int128)arguments[0].Bits - InDay(arguments[0].Bits), out problem)),
        Method("toTime", [CedarKind.DateTime], CedarKind.Duration, static (arguments, out problem) =>
            Checked(CedarValue.DurationMilliseconds, InDay(arguments[0].Bits), out problem)),
        Count("toMilliseconds", 1),
        Count("toSeconds", 1_000),
        Count("toMinutes", 60_000),
        Count("toHours", 3_600_000),
        Count("toDays", DateTimeText.DayMilliseconds),
    ]).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Calls the function; a wrong number or kind of arguments is a problem like any other.</summary>
    public CedarValue? Call(ReadOnlySpan<CedarValue> arguments, out string? problem)
    {
        if (arguments.Length != Parameters.Length)
        {
            problem = $"`{Name}` takes {Parameters.Length} argument{(Parameters.Length == 1 ? "" : "s")} but got {arguments.Length}";
            return null;
        }

        for (var at = 0; at < arguments.Length; at++)
        {
            if (arguments[at].Kind == Parameters[at]) continue;
            problem = $"`{Name}` expected {NameOf(Parameters[at])} but got {arguments[at].KindName}";
            return null;
        }

        return Body(arguments, out problem);
    }

    /// <summary>Cedar's name of a kind that functions take or give.</summary>
    public static string NameOf(CedarKind kind) => kind switch
    {
        CedarKind.IpAddress => "ipaddr",
        CedarKind.DateTime => "datetime",
        CedarKind.Duration => "duration",
        CedarKind.Decimal => "decimal",
        CedarKind.String => "string",
        _ => kind.ToString(),
    };

    private delegate bool TextReader(string text, out CedarValue value, out string? problem);

    private static ExtensionFunction Constructor(string name, CedarKind kind, TextReader read) => new(name, isMethod: false, [CedarKind.String], kind,
        (ReadOnlySpan<CedarValue> arguments, out string? problem) =>
        {
            problem = null;
            if (!arguments[0].TryGetString(out var text)) return null;
            if (read(text, out var value, out var reason)) return value;
            problem = $"`{name}` cannot read {Syntax.Words.Of(Syntax.StringText.Quote(text))}: {reason}";
            return null;
        });

    private static ExtensionFunction Method(string name, CedarKind[] parameters, CedarKind result, ExtensionBody body) => new(name, isMethod: true, parameters, result, body);

    private static ExtensionFunction Comparison(string name, Func<long, long, bool> holds) =>
        Method(name, [CedarKind.Decimal, CedarKind.Decimal], CedarKind.Bool, (ReadOnlySpan<CedarValue> arguments, out string? problem) =>
        {
            problem = null;
            return CedarValue.Bool(holds(arguments[0].Bits, arguments[1].Bits));
        });

    private static ExtensionFunction IpTest(string name, Func<IpRange, bool> holds) =>
        Method(name, [CedarKind.IpAddress], CedarKind.Bool, (ReadOnlySpan<CedarValue> arguments, out string? problem) =>
        {
            problem = null;
            return arguments[0].TryGetIpAddress(out var ip) ? CedarValue.Bool(holds(ip)) : null;
        });

    private static ExtensionFunction Count(string name, long milliseconds) =>
        Method(name, [CedarKind.Duration], CedarKind.Long, (ReadOnlySpan<CedarValue> arguments, out string? problem) =>
        {
            problem = null;
            return CedarValue.Long(arguments[0].Bits / milliseconds);
        });

    private static CedarValue? Checked(Func<long, CedarValue> make, Int128 milliseconds, out string? problem)
    {
        var fits = milliseconds >= long.MinValue && milliseconds <= long.MaxValue;
        problem = fits ? null : "the result is too large or too small for a 64-bit number of milliseconds";
        return fits ? make((long)milliseconds) : null;
    }

    private static long InDay(long milliseconds)
    {
        var rest = milliseconds % DateTimeText.DayMilliseconds;
        return rest < 0 ? rest + DateTimeText.DayMilliseconds : rest;
    }
}
