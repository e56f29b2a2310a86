using System.Globalization;
using AgentConsole.Cedar.Extensions;
using AgentConsole.Cedar.Syntax;

namespace AgentConsole.Cedar.Values;

/// <summary>One Cedar value; immutable, compared by content, and small enough to be passed by copy. The default is <c>false</c>.</summary>
public readonly struct CedarValue : IEquatable<CedarValue>
{
    // Null for Bool, a mark for the other kinds that fit into the bits, else the value itself.
    private readonly object? _content;
    private readonly long _bits;

    private CedarValue(object? content, long bits = 0) => (_content, _bits) = (content, bits);

    public static CedarValue True { get; } = new(null, 1);

    public static CedarValue False { get; }

    public static CedarValue Bool(bool value) => value ? True : False;

    public static CedarValue Long(long value) => new(BitsKind.Long, value);

    public static CedarValue String(string value) => new(Utf16.Checked(value));

    public static CedarValue Entity(EntityUid value) => new(value);

    public static CedarValue Entity(string type, string id) => new(new EntityUid(type, id));

    public static CedarValue Set(params IEnumerable<CedarValue> elements) => new(CedarSet.Of(elements));

    public static CedarValue Set(CedarSet value) => new(value);

    public static CedarValue Record(IEnumerable<KeyValuePair<string, CedarValue>> members) => new(CedarRecord.Of(members));

    public static CedarValue Record(params ReadOnlySpan<(string Name, CedarValue Value)> members) => new(CedarRecord.Of(members));

    public static CedarValue Record(CedarRecord value) => new(value);

    /// <summary>A decimal with at most four digits after the point, as Cedar writes it: <c>"12.5"</c>.</summary>
    /// <exception cref="FormatException">The text is not such a decimal.</exception>
    public static CedarValue Decimal(string text) =>
        DecimalText.TryParse(text, out var units, out var problem) ? DecimalUnits(units) : throw new FormatException(problem);

    /// <exception cref="OverflowException">The number has more than four digits after the point, or is too large.</exception>
    public static CedarValue Decimal(decimal value)
    {
        var units = value * DecimalText.UnitsPerOne;
        return decimal.Truncate(units) == units
            ? DecimalUnits(decimal.ToInt64(units))
            : throw new OverflowException("A Cedar decimal has at most four digits after the point.");
    }

    /// <summary>A decimal from its count of ten-thousandths.</summary>
    public static CedarValue DecimalUnits(long tenThousandths) => new(BitsKind.Decimal, tenThousandths);

    /// <summary>An address or a range, as Cedar writes it: <c>"10.0.0.0/8"</c>.</summary>
    /// <exception cref="FormatException">The text is not such an address.</exception>
    public static CedarValue IpAddress(string text) =>
        IpRange.TryParse(text, out var range, out var problem) ? new(range) : throw new FormatException(problem);

    public static CedarValue IpAddress(IpRange value) => new(value);

    public static CedarValue DateTime(DateTimeOffset value) => DateTimeMilliseconds(value.ToUnixTimeMilliseconds());

    /// <summary>An instant, as Cedar writes it: <c>"2026-07-01T12:00:00Z"</c>.</summary>
    /// <exception cref="FormatException">The text is not such an instant.</exception>
    public static CedarValue DateTime(string text) =>
        DateTimeText.TryParse(text, out var value, out var problem) ? DateTimeMilliseconds(value) : throw new FormatException(problem);

    /// <summary>An instant from its milliseconds after the start of 1970, UTC.</summary>
    public static CedarValue DateTimeMilliseconds(long sinceEpoch) => new(BitsKind.DateTime, sinceEpoch);

    public static CedarValue Duration(TimeSpan value) => DurationMilliseconds(value.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>A duration, as Cedar writes it: <c>"1d12h"</c>.</summary>
    /// <exception cref="FormatException">The text is not such a duration.</exception>
    public static CedarValue Duration(string text) =>
        DurationText.TryParse(text, out var value, out var problem) ? DurationMilliseconds(value) : throw new FormatException(problem);

    public static CedarValue DurationMilliseconds(long milliseconds) => new(BitsKind.Duration, milliseconds);

    public CedarKind Kind => _content switch
    {
        null => CedarKind.Bool,
        BitsKind mark => mark.Kind,
        string => CedarKind.String,
        EntityUid => CedarKind.Entity,
        CedarSet => CedarKind.Set,
        CedarRecord => CedarKind.Record,
        _ => CedarKind.IpAddress,
    };

    /// <summary>The number itself, or the count of ten-thousandths or milliseconds of a decimal, a datetime or a duration.</summary>
    internal long Bits => _bits;

    public bool TryGetBool(out bool value)
    {
        value = _bits != 0;
        return _content is null;
    }

    public bool TryGetLong(out long value)
    {
        value = _bits;
        return ReferenceEquals(_content, BitsKind.Long);
    }

    public bool TryGetString([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
    {
        value = _content as string;
        return value is not null;
    }

    public bool TryGetEntity([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EntityUid? value)
    {
        value = _content as EntityUid;
        return value is not null;
    }

    public bool TryGetSet([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CedarSet? value)
    {
        value = _content as CedarSet;
        return value is not null;
    }

    public bool TryGetRecord([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out CedarRecord? value)
    {
        value = _content as CedarRecord;
        return value is not null;
    }

    public bool TryGetIpAddress([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IpRange? value)
    {
        value = _content as IpRange;
        return value is not null;
    }

    /// <summary>The count of ten-thousandths of a decimal.</summary>
    public bool TryGetDecimalUnits(out long value) => TryGetBits(BitsKind.Decimal, out value);

    /// <summary>The milliseconds after the start of 1970, UTC, of a datetime.</summary>
    public bool TryGetDateTimeMilliseconds(out long value) => TryGetBits(BitsKind.DateTime, out value);

    public bool TryGetDurationMilliseconds(out long value) => TryGetBits(BitsKind.Duration, out value);

    public bool Equals(CedarValue other)
    {
        if (ReferenceEquals(_content, other._content)) return _bits == other._bits;
        return _content is { } mine and not BitsKind && other._content is { } others and not BitsKind && mine.Equals(others);
    }

    public override bool Equals(object? obj) => obj is CedarValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_content, _bits);

    public static bool operator ==(CedarValue left, CedarValue right) => left.Equals(right);

    public static bool operator !=(CedarValue left, CedarValue right) => !left.Equals(right);

    /// <summary>The value as Cedar text.</summary>
    public override string ToString() => ValuePrinter.Print(this);

    internal string KindName => Kind switch
    {
        CedarKind.Bool => "bool",
        CedarKind.Long => "long",
        CedarKind.String => "string",
        CedarKind.Entity => string.Create(CultureInfo.InvariantCulture, $"entity of type {((EntityUid)_content!).Type}"),
        CedarKind.Set => "set",
        CedarKind.Record => "record",
        CedarKind.Decimal => "decimal",
        CedarKind.IpAddress => "ipaddr",
        CedarKind.DateTime => "datetime",
        CedarKind.Duration => "duration",
    };

    private bool TryGetBits(BitsKind mark, out long value)
    {
        value = _bits;
        return ReferenceEquals(_content, mark);
    }

    private sealed class BitsKind(CedarKind kind)
    {
        public static readonly BitsKind Long = new(CedarKind.Long);
        public static readonly BitsKind Decimal = new(CedarKind.Decimal);
        public static readonly BitsKind DateTime = new(CedarKind.DateTime);
        public static readonly BitsKind Duration = new(CedarKind.Duration);

        public CedarKind Kind { get; } = kind;
    }
}
