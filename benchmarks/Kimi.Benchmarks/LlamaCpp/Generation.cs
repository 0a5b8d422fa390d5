using System.Diagnostics;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>A generation that was measured.</summary>
/// <param name="Tokens">What was generated, of all sequences.</param>
/// <param name="Prompt">The time for the prompts.</param>
/// <param name="Steps">The time for the tokens after them.</param>
internal sealed record Generation(IReadOnlyList<int> Tokens, Elapsed Prompt, Elapsed Steps)
{
    /// <summary>Has a model read prompts and continue each with its most likely tokens.</summary>
    internal static Generation Run(IDecodingModel model, IReadOnlyList<int[]> prompts, int steps)
    {
        // What the other side left behind is not to be cleared away within the measured time.
        GC.Collect();
        var watch = Elapsed.Start();
        var tokens = model.Read(prompts);
        var prompt = watch.Stop();
        var generated = new List<int>(tokens);
        watch = Elapsed.Start();
        for (var step = 0; step < steps; step++)
        {
            tokens = model.Step(tokens);
            generated.AddRange(tokens);
        }

        return new(generated, prompt, watch.Stop());
    }
}

/// <summary>Time that passed, and time that all threads of the process computed.</summary>
/// <param name="Wall">Seconds that passed.</param>
/// <param name="Processor">Seconds computed, which other work on the machine changes less.</param>
internal sealed record Elapsed(double Wall, double Processor)
{
    internal static Watch Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    internal readonly record struct Watch(long Started, TimeSpan Processor)
    {
        internal Elapsed Stop() => new(Stopwatch.GetElapsedTime(Started).TotalSeconds, (Environment.CpuUsage.TotalTime - Processor).TotalSeconds);
    }
}
