// Form: demonstrations come from a service with traces by id, chosen by the random of the stage, with a template where there is none
using System.Collections.Immutable;
using Kimi.Dsl;

namespace Acme.Experts;

[Recipe("traces-of-experts")]
[Sampling(MaxResponseTokens = 600)]
public abstract partial class TracesOfExperts
{
    [ProblemsFile(Path = "olympiad/train.jsonl", IdField = "key")]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "olympiad/test.jsonl", IdField = "key")]
    public abstract PromptSet Test();

    [LoadPolicy("models/base-7b")]
    public abstract Policy Base();

    [Demonstrations<ExpertTraces>(PerProblem = 3)]
    public abstract Demonstrations Traces([From(nameof(Train))] PromptSet problems);

    [Transform]
    public static Demonstrations Unlike(Demonstrations traces) => new(
    [
        .. traces
            .GroupBy(one => one.Prompt.Text, StringComparer.Ordinal)
            .SelectMany(group => group.DistinctBy(one => one.Response, StringComparer.Ordinal)),
    ]);

    [FineTune(Steps = 600, PackedTokens = 4_096, LearningRate = 1e-5)]
    public abstract Policy Taught([From(nameof(Base))] Policy start, [From(nameof(Unlike))] Demonstrations examples);

    [Evaluate(SamplesPerPrompt = 2), MathReward]
    public abstract Evaluation Report(Policy @base, Policy taught, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Traces that people wrote.</summary>
public interface ITraceStore
{
    /// <summary>Those of a problem, in a fixed order.</summary>
    ImmutableArray<string> Of(string problem);
}

/// <summary>Chooses among traces.</summary>
/// <param name="store">Where they are.</param>
public sealed class ExpertTraces(ITraceStore store) : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var traces = store.Of(problem.Id);
        var trace = traces.IsDefaultOrEmpty ? problem.Solution : traces[random.Next(traces.Length)];
        return trace.TrimEnd() + Ending(problem.Answer, trace);
    }

    private static string Ending(string answer, string trace) =>
        trace.Contains("\\boxed", StringComparison.Ordinal) ? "" : $"\n\nThe answer is \\boxed{{{answer}}}.";
}
