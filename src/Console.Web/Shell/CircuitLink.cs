using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AgentConsole.Web.Shell;

/// <summary>Whether the browser behind this circuit can be reached; components ask it before they call themselves live.</summary>
public sealed class CircuitLink : CircuitHandler
{
    private volatile bool _isUp = true;

    public bool IsUp => _isUp;

    public event EventHandler? Changed;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => SetAsync(false);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => SetAsync(true);

    private Task SetAsync(bool up)
    {
        if (_isUp == up) return Task.CompletedTask;
        _isUp = up;
        Changed?.Invoke(this, EventArgs.Empty);
        return Task.CompletedTask;
    }
}
