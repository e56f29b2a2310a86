using System.Reflection;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Shell;

/// <summary>
/// The base of live pages: names what it watches and how to load, and is told the rest. From <c>OnParametersSetAsync</c>:
/// <c>await WatchAsync(Topic.Queue, LoadAsync)</c>; in the markup a <see cref="LiveView"/>; a decision asks <see cref="CanDecide"/>.
/// Who may read is what stands on the page, <c>[RequirePerson(...)]</c>, and is asked again before every reading.
/// </summary>
public abstract partial class LiveComponent : ComponentBase, IAsyncDisposable
{
    private Func<CancellationToken, Task>? _load;
    private ChangeSubscription? _subscription;
    private HashSet<Topic> _watched = [];
    private CancellationTokenSource? _loading;
    private bool _isHearing;
    private bool _isDisposed;

    [Inject] public required ChangeFeed Feed { get; init; }

    [Inject] public required CircuitLink Link { get; init; }

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ILogger<LiveComponent> Logger { get; init; }

    /// <summary>Something was read at least once, so there is something to show even if it is no longer live.</summary>
    public bool HasContent { get; private set; }

    /// <summary>Whoever sits here may not read this any more: nothing is shown, nothing is listened to, nothing is read.</summary>
    public bool IsDenied { get; private set; }

    /// <summary>Who reads, as of the last reading; null where the sign-in is over.</summary>
    public Caller.Person? Reader { get; private set; }

    /// <summary>Finds the log line of the last reading, if it failed.</summary>
    public string? FailureReference { get; private set; }

    public LiveState State => this switch
    {
        { IsDenied: true } => LiveState.Denied,
        { FailureReference: not null } => LiveState.Failed,
        { HasContent: false } => LiveState.Loading,
        { IsEmpty: true } => LiveState.Empty,
        { IsConnected: false } => LiveState.Disconnected,
        _ => LiveState.Live,
    };

    /// <summary>A page that is not live takes no decisions. Polite: the handler checks what it is given all the same.</summary>
    public bool CanDecide => State == LiveState.Live;

    /// <summary>Whether what was read holds nothing to show.</summary>
    protected virtual bool IsEmpty => false;

    private bool IsConnected => RendererInfo.IsInteractive && Link.IsUp;

    /// <summary>Reads again now; what "try again" does.</summary>
    public async Task ReloadAsync()
    {
        if (_load is null || _isDisposed) return;
        if (_loading is { } earlier) await earlier.CancelAsync();
        using var loading = _loading = new CancellationTokenSource();
        try
        {
            Reader = await Callers.FindAsync(loading.Token);
            if (loading.IsCancellationRequested) return;
            if (MayRead) await _load(loading.Token);
            else await StopReadingAsync();
            if (loading.IsCancellationRequested) return;
            (HasContent, IsDenied, FailureReference) = (MayRead, !MayRead, null);
        }
        catch (Exception cancelled) when (loading.IsCancellationRequested && cancelled is OperationCanceledException or ObjectDisposedException)
        {
            return;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            if (loading.IsCancellationRequested) return;
            FailureReference = FaultReference.New(Clock);
            LogFailed(Logger, failure, GetType().Name, FailureReference);
        }
        finally
        {
            if (_loading == loading) _loading = null;
        }

        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        Link.Changed -= OnLinkChanged;
        if (_loading is not null) await _loading.CancelAsync();
        _loading?.Dispose();
        if (_subscription is not null) await _subscription.DisposeAsync();
        await LeaveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Listens to the topic while the page is open, and loads now and whenever the topic changes.</summary>
    protected Task WatchAsync(Topic topic, Func<CancellationToken, Task> load) => WatchAsync([topic], load);

    protected async Task WatchAsync(IReadOnlyCollection<Topic> topics, Func<CancellationToken, Task> load)
    {
        _load = load;
        // Listening comes before loading, so that no change falls between; a page that is only being prerendered does not listen.
        if (RendererInfo.IsInteractive && !_watched.SetEquals(topics))
        {
            if (_subscription is { } earlier) await earlier.DisposeAsync();
            if (_isDisposed) return;
            _watched = [.. topics];
            // Besides, the moment in which the reader loses a right or the sign-in.
            Topic[] heard = await Callers.WhoAsync() is { } reader ? [.. topics, Topic.Standing(reader.ToString())] : [.. topics];
            _subscription = Feed.Subscribe(heard, _ => InvokeAsync(HeardAsync));
            if (!_isHearing) Link.Changed += OnLinkChanged;
            _isHearing = true;
        }

        await ReloadAsync();
    }

    /// <summary>For what a page has to give back when it is left, such as a claim.</summary>
    protected virtual ValueTask LeaveAsync() => ValueTask.CompletedTask;

    // What stands on the page guards the address; without it, whoever is signed in may read.
    private bool MayRead => Reader is { } reader
        && (GetType().GetCustomAttribute<RequirePersonAttribute>()?.Permission is not { } needed || reader.May(needed));

    // Another address of the same page asks anew.
    private async Task StopReadingAsync()
    {
        (_load, _watched) = (null, []);
        if (_subscription is { } subscription) await subscription.DisposeAsync();
        _subscription = null;
    }

    // While nobody can see the page it is not read; when the line is up again it is read whole.
    private Task HeardAsync() => Link.IsUp ? ReloadAsync() : Task.CompletedTask;

    private void OnLinkChanged(object? sender, EventArgs e) => _ = InvokeAsync(() =>
    {
        if (_isDisposed) return Task.CompletedTask;
        StateHasChanged();
        return HeardAsync();
    });

    [LoggerMessage(Level = LogLevel.Error, Message = "{Page} could not be read (reference {Reference})")]
    private static partial void LogFailed(ILogger logger, Exception failure, string page, string reference);
}
