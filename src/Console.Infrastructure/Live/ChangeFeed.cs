using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Live;

/// <summary>Tells every listener of a topic that something about it changed, and no other listener.</summary>
public sealed class ChangeFeed(TimeProvider clock, ILogger<ChangeFeed> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Topic, HashSet<ChangeSubscription>> _byTopic = [];
    private readonly HashSet<ChangeSubscription> _all = [];
    private readonly HashSet<ChangeSubscription> _ofEveryTopic = [];

    /// <summary>How many listen at this moment; a page that was left must not be among them.</summary>
    public int SubscriptionCount
    {
        get { lock (_gate) return _all.Count; }
    }

    public ChangeSubscription Subscribe(Topic topic, Func<CancellationToken, Task> reload) => Subscribe([topic], reload);

    public ChangeSubscription Subscribe(IReadOnlyCollection<Topic> topics, Func<CancellationToken, Task> reload)
        => Add([.. topics.Distinct()], (_, ended) => reload(ended));

    /// <summary>For the one that passes changes on to others and has to know which; pages subscribe to topics.</summary>
    public ChangeSubscription SubscribeToAll(Func<ChangeBatch, CancellationToken, Task> tell)
        => Add(null, tell);

    public void Publish(IReadOnlyCollection<Topic> topics)
    {
        Dictionary<ChangeSubscription, List<Topic>> heard = [];
        lock (_gate)
        {
            foreach (var topic in topics)
            {
                if (_byTopic.TryGetValue(topic, out var listeners))
                    foreach (var listener in listeners) Note(listener, topic);
                foreach (var listener in _ofEveryTopic) Note(listener, topic);
            }
        }

        foreach (var (listener, about) in heard) listener.Tell(about);

        void Note(ChangeSubscription listener, Topic topic)
        {
            if (!heard.TryGetValue(listener, out var about)) heard[listener] = about = [];
            about.Add(topic);
        }
    }

    /// <summary>When it is not known what was missed: everybody reads everything again.</summary>
    public void PublishAll()
    {
        ChangeSubscription[] listeners;
        lock (_gate) listeners = [.. _all];
        foreach (var listener in listeners) listener.TellEverything();
    }

    internal void Remove(ChangeSubscription subscription)
    {
        lock (_gate)
        {
            _all.Remove(subscription);
            _ofEveryTopic.Remove(subscription);
            foreach (var topic in subscription.Topics ?? [])
            {
                if (!_byTopic.TryGetValue(topic, out var listeners)) continue;
                listeners.Remove(subscription);
                if (listeners.Count == 0) _byTopic.Remove(topic);
            }
        }
    }

    private ChangeSubscription Add(IReadOnlyCollection<Topic>? topics, Func<ChangeBatch, CancellationToken, Task> call)
    {
        var subscription = new ChangeSubscription(this, topics, call, clock, logger);
        lock (_gate)
        {
            _all.Add(subscription);
            if (subscription.Topics is null) _ofEveryTopic.Add(subscription);
            foreach (var topic in subscription.Topics ?? [])
            {
                if (!_byTopic.TryGetValue(topic, out var listeners)) _byTopic[topic] = listeners = [];
                listeners.Add(subscription);
            }
        }

        return subscription;
    }
}
