// Mistake: I score programs by their exact text
// Pain: 5
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("exact-programs")]
public abstract partial class ExactPrograms
{
    [Problems<Contests>(Count = 2_000)]
    public abstract PromptSet Problems();

    [Problems<Contests>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<Submissions>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 12, HiddenSize = 512, AttentionHeads = 8, ContextLength = 2_048)]
    public abstract Policy Initial();

    [FineTune(Steps = 6_000)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Evaluate(MaxResponseTokens = 1_024)]
    [{|KIMI4009:ExactAnswerReward|}]
    public abstract Evaluation Report(Policy sft, PromptSet heldOut);
}

/// <summary>A task of a programming contest.</summary>
public sealed record ContestProblem : Problem
{
    /// <summary>The expected output.</summary>
    public required string Output { get; init; }
}

/// <summary>Tasks of past contests.</summary>
public sealed class Contests : IProblemSource<ContestProblem>
{
    /// <inheritdoc/>
    public IEnumerable<ContestProblem> Problems(Random random)
    {
        for (var n = 1; ; n++)
            yield return new() { Id = $"{n}", Prompt = $"Print the {n}th prime.", Output = $"{n}" };
    }
}

/// <summary>Accepted programs.</summary>
public sealed class Submissions : IDemonstrationSource<ContestProblem>
{
    /// <inheritdoc/>
    public string Respond(ContestProblem problem, Random random) => $"print({problem.Output})";
}
