using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Policies.Cedar;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Policies;

/// <summary>Asks past proposals what they would be answered by one version; leaving the page stops it.</summary>
public sealed partial class BacktestPanel : IDisposable
{
    private const int ShownStep = 25;
    private static readonly int[] Choices = [1, 7, 30];

    private Backtest? _result;
    private CancellationTokenSource? _running;
    private string? _digest;
    private string? _begun;
    private string? _fault;
    private int _days = 7;
    private int _shown = ShownStep;
    private bool _isRunning;

    [Inject] public required BacktestQuery Query { get; init; }

    [Inject] public required ILogger<BacktestPanel> Logger { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    /// <summary>Unique on the page.</summary>
    [Parameter] public string Name { get; set; } = "backtest";

    [Parameter, EditorRequired] public PolicyVersion Version { get; set; } = null!;

    /// <summary>Begins by itself, and again with each text that is put in front of it.</summary>
    [Parameter] public bool RunsByItself { get; set; }

    /// <summary>It came to an end, with whatever result, for the text of this digest.</summary>
    [Parameter] public EventCallback<string> OnDone { get; set; }

    public void Dispose()
    {
        _running?.Cancel();
        _running?.Dispose();
    }

    public async Task RunAsync()
    {
        await StopAsync();
        using var running = _running = new CancellationTokenSource();
        var asked = Version;
        (_isRunning, _fault, _shown) = (true, null, ShownStep);
        StateHasChanged();
        try
        {
            // Off the circuit: evaluating thousands of proposals is work, and the page must go on answering.
            var result = await Task.Run(() => Query.OfAsync(new CedarSetText(asked.SetName, asked.Number, asked.Text), _days, running.Token), running.Token);
            (_result, _digest) = (result, asked.Digest);
            if (result is null) _fault = "With the other sets that are published this cannot be read as policies, so it cannot be asked.";
        }
        catch (Exception cancelled) when (running.IsCancellationRequested && cancelled is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var reference = FaultReference.New(Clock);
            LogFailed(Logger, failure, asked.SetName, asked.Number, reference);
            _fault = $"It could not be run to its end. Try again; if it goes on, the reference {reference} finds why.";
        }
        finally
        {
            if (_running == running) (_running, _isRunning) = (null, false);
        }

        StateHasChanged();
        await OnDone.InvokeAsync(asked.Digest);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!RunsByItself || _begun == Version.Digest) return;
        _begun = Version.Digest;
        _ = InvokeAsync(RunAsync);
    }

    private async Task StopAsync()
    {
        if (_running is not { } running) return;
        (_running, _isRunning) = (null, false);
        await running.CancelAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The backtest of {Set} version {Number} failed (reference {Reference})")]
    private static partial void LogFailed(ILogger logger, Exception failure, string set, int number, string reference);
}
