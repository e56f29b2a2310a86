using AgentConsole.Domain.Telemetry.GenAi;

namespace AgentConsole.Infrastructure.Telemetry.Otlp;

/// <summary>The attributes of one span, resource or event while they are read: those that anything is read from, by name; the last one counts.</summary>
internal sealed class AttributeSet
{
    private readonly Dictionary<string, SpanValue> _values = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SpanValue> Values => _values;

    public bool IsFull { get; private set; }

    public void Set(string name, SpanValue? value)
    {
        if (value is null) return;
        if (_values.Count >= SpanLimits.AttributesMax && !_values.ContainsKey(name)) IsFull = true;
        else _values[name] = value;
    }
}
