using AgentConsole.Web.Shell.Kit;

namespace AgentConsole.Web.Shell;

/// <summary>What this reader was told lately; lives as long as the circuit.</summary>
public sealed class Toasts(TimeProvider clock)
{
    public const int ShownMax = 4;
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);
    private readonly Lock _gate = new();
    private readonly List<Toast> _shown = [];
    private int _last;

    public event EventHandler? Changed;

    public IReadOnlyList<Toast> Shown
    {
        get { lock (_gate) return [.. _shown]; }
    }

    public void Say(string text, Tone tone = Tone.Neutral) => Add(text, tone, null, null);

    /// <summary>With a button, such as "Undo"; pressing it also takes the toast away.</summary>
    public void Offer(string text, string actionName, Func<Task> action, Tone tone = Tone.Neutral) => Add(text, tone, actionName, action);

    public void Dismiss(int number)
    {
        lock (_gate)
        {
            if (_shown.RemoveAll(toast => toast.Number == number) == 0) return;
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Add(string text, Tone tone, string? actionName, Func<Task>? action)
    {
        int number;
        lock (_gate)
        {
            number = ++_last;
            _shown.Add(new(number, text, tone, actionName, action));
            if (_shown.Count > ShownMax) _shown.RemoveAt(0);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        _ = TakeAwayLaterAsync(number);
    }

    private async Task TakeAwayLaterAsync(int number)
    {
        await Task.Delay(ShownFor, clock);
        Dismiss(number);
    }
}
