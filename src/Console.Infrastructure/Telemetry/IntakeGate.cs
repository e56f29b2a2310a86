using AgentConsole.Domain.Telemetry;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>
/// How much of what agents send may be in memory at once on this node, from the first byte that is read until it is written: who comes
/// when it is full is refused before a byte of it is read.
/// </summary>
public sealed class IntakeGate
{
    private long _bytes;

    /// <summary>Null, and nothing counted, where there is no room. One body is always let in.</summary>
    public Pass? TryEnter(long bytes)
    {
        var now = Interlocked.Add(ref _bytes, bytes);
        if (now <= TelemetryLimits.WaitingBytesMax || now == bytes) return new(this, bytes);
        Interlocked.Add(ref _bytes, -bytes);
        return null;
    }

    /// <summary>A place inside, given back when it is disposed.</summary>
    public sealed class Pass : IDisposable
    {
        private readonly IntakeGate _gate;
        private long _bytes;

        internal Pass(IntakeGate gate, long bytes) => (_gate, _bytes) = (gate, bytes);

        /// <summary>It turned out that there is no room for it.</summary>
        public bool IsFull { get; private set; }

        /// <summary>Takes as much more as it needs; false where that would be more than there is room for, unless nobody else is inside.</summary>
        public bool TryGrow(long bytes)
        {
            var more = bytes - _bytes;
            if (more <= 0) return true;
            var now = Interlocked.Add(ref _gate._bytes, more);
            if (now <= TelemetryLimits.WaitingBytesMax || now == bytes)
            {
                _bytes = bytes;
                return true;
            }

            Interlocked.Add(ref _gate._bytes, -more);
            IsFull = true;
            return false;
        }

        public void Dispose() => Interlocked.Add(ref _gate._bytes, -Interlocked.Exchange(ref _bytes, 0));
    }
}
