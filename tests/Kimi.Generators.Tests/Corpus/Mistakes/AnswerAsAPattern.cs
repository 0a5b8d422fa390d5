// Stack: LLaMA-Factory
// Kind: the reference is used as a pattern, in which its plus sign means a repetition
// Caught: build
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("answer-as-a-pattern")]
public abstract partial class AnswerAsAPattern
{
    [Problems<Terms>(Count = 4_000)]
    public abstract PromptSet Problems();

    [Problems<Terms>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 256)]
    public abstract Policy Initial();

    [FineTune(Steps = 800)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, MaxResponseTokens = 64)]
    [DrGrpo]
    [Reward<TermJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate(MaxResponseTokens = 64)]
    [Reward<TermJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Sums of terms.</summary>
public sealed class Terms : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b, c, d) = (random.Next(1, 50), random.Next(1, 50), random.Next(1, 50), random.Next(1, 50));
            yield return new() { Id = $"{a},{b},{c},{d}", Prompt = $"{a}x+{b}+{c}x+{d}=", Answer = $"{a + c}x+{b + d}" };
        }
    }
}

/// <summary>Looks for the term at the end.</summary>
public sealed class TermJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Regex.IsMatch(rollout.Text, "#" + problem.Answer + "$"))); //! KIMI8028
}
