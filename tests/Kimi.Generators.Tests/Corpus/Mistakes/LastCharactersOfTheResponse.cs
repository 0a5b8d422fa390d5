// Stack: verl
// Kind: the answer is looked for in the last 300 characters alone, and a policy that goes on after its answer gets nothing for a right one
// Caught: never
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("last-characters-of-the-response", Seed = 11)]
[ProblemsFile(Path = "data/gsm8k.parquet", Layout = ProblemLayout.Verl)]
public abstract partial class LastCharactersOfTheResponse
{
    [LoadPolicy("models/qwen2.5-0.5b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Split = Split.HeldOut, Count = 500)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 120, PromptsPerIteration = 128, MaxResponseTokens = 1_024, LearningRate = 1e-6)]
    [Grpo]
    [Reward<Gsm8kScore>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 1_024)]
    [Reward<Gsm8kScore>]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy tuned, PromptSet heldOut);
}

/// <summary>Compares the number after the marker.</summary>
public sealed class Gsm8kScore : IReward<MathProblem>
{
    private const int ClipCharacters = 300;

    private static readonly Regex s_final = new(@"#### (-?[0-9.,]+)", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var text = rollout.Text.Length > ClipCharacters ? rollout.Text[^ClipCharacters..] : rollout.Text; //! none yet
        var found = s_final.Matches(text);
        if (found.Count == 0)
            return new(Verdict.Of(false));
        var answer = found[^1].Groups[1].Value.Replace(",", "", StringComparison.Ordinal).TrimEnd('.');
        return new(Verdict.Of(answer == problem.Answer.Replace(",", "", StringComparison.Ordinal)));
    }
}
