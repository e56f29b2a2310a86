namespace AgentConsole.Cedar.Tests.Hostile;

/// <summary>Runs on a thread whose stack is smaller than any that the product uses, so that a deep recursion shows.</summary>
public static class SmallStack
{
    private const int StackBytes = 1_048_576;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
#pragma warning disable CA1031 // Handed on below.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = exception;
            }
        }, StackBytes);
        thread.IsBackground = true;
        thread.Start();
        if (!thread.Join(_patience)) throw new TimeoutException("It hangs.");
        return failure is null ? result : throw new InvalidOperationException(failure.Message, failure);
    }
}
