using System.Text.Json;
using AgentConsole.Web.Policies;
using Microsoft.JSInterop;

namespace AgentConsole.Web.Tests.Policies;

/// <summary>What the browser streams of an editor when it is asked.</summary>
internal sealed class BrowserText(Func<EditedText> typed) : IJSStreamReference
{
    public long Length => Bytes().Length;

    public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Stream>(new MemoryStream(Bytes()));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(new { @base = typed().Base, text = typed().Text });
}
