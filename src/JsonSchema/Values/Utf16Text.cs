using System.Buffers;

namespace AgentConsole.JsonSchema.Values;

/// <summary>The characters of a JSON string, on the stack if they fit there.</summary>
internal readonly ref struct Utf16Text
{
    public const int StackLength = 256;

    private readonly char[]? rented;

    public Utf16Text(Span<char> buffer, ReadOnlySpan<byte> raw)
    {
        if (raw.Length > buffer.Length) buffer = rented = ArrayPool<char>.Shared.Rent(raw.Length);
        Characters = buffer[..JsonText.Unescape(raw, buffer)];
    }

    public ReadOnlySpan<char> Characters { get; }

    public void Dispose()
    {
        if (rented is not null) ArrayPool<char>.Shared.Return(rented);
    }
}
