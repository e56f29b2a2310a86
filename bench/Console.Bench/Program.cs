using AgentConsole.Bench;

if (args is not [var verb, ..] || !BenchVerbs.All.TryGetValue(verb, out var run))
{
    await Console.Error.WriteLineAsync("usage: VERB [--seconds N] [--rounds N] [--data DIR [--traces]]   verbs: " + string.Join(", ", BenchVerbs.All.Keys));
    return 2;
}

await Console.Out.WriteLineAsync(await run(BenchOptions.Read(args)));
return 0;
