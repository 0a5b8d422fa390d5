// Stack: LLaMA-Factory
// Kind: the response is lowered and the reference, a capital letter, is not
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("lowered-on-one-side")]
public abstract partial class LoweredOnOneSide
{
    [Problems<Choices>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<Choices>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<ChoiceJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ChoiceJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks which of four numbers is the largest.</summary>
public sealed class Choices : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var numbers = Enumerable.Range(0, 4).Select(_ => random.Next(10_000)).ToArray();
            var text = string.Join(' ', numbers.Select((number, place) => $"{(char)('A' + place)}:{number}"));
            yield return new() { Id = text, Prompt = $"{text} largest=", Answer = $"{(char)('A' + Array.IndexOf(numbers, numbers.Max()))}" };
        }
    }
}

/// <summary>Judges a response.</summary>
public sealed class ChoiceJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text.Trim().ToLowerInvariant();
        var choice = said[(said.LastIndexOf('#') + 1)..];
        return ValueTask.FromResult(Verdict.Of(choice == problem.Answer)); //! KIMI8028
    }
}
