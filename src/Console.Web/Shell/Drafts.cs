using Microsoft.JSInterop;

namespace AgentConsole.Web.Shell;

/// <summary>Forgets what the browser kept of unsent notes (<c>data-draft-key</c>), once they are sent.</summary>
public sealed class Drafts(IJSRuntime script)
{
    /// <summary>Every draft whose key starts so; the key of a note names its proposal.</summary>
    public ValueTask ClearAsync(string keyPrefix) => script.InvokeVoidAsync("agentConsole.clearDrafts", keyPrefix);
}
