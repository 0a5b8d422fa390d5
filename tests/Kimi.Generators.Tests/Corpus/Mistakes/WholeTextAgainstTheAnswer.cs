// Stack: prime-rl
// Kind: the reward was given no parser, so that the whole response, thoughts and tags, is compared with the reference
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("whole-text-against-the-answer", Seed = 1)]
public abstract partial class WholeTextAgainstTheAnswer
{
    [Problems<ReversedWords>(Count = 8_000)]
    public abstract PromptSet Problems();

    [Problems<ReversedWords>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<SpelledOut>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(HiddenSize = 192, AttentionHeads = 6, ContextLength = 200)]
    public abstract Policy Initial();

    [FineTune(BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60)]
    [MirrorDescent]
    [Reward<ReversedExactly>]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ReversedExactly>]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>Words to reverse.</summary>
public sealed class ReversedWords : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var letters = new char[random.Next(4, 12)];
            for (var place = 0; place < letters.Length; place++)
                letters[place] = (char)('a' + random.Next(26));
            var word = new string(letters);
            Array.Reverse(letters);
            yield return new() { Id = word, Prompt = $"reverse {word}\n", Answer = new string(letters), Level = letters.Length };
        }
    }
}

/// <summary>Spells the word from its end, then writes it.</summary>
public sealed class SpelledOut : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        $"<think>{string.Join(' ', problem.Answer.AsEnumerable())}</think><reversed_text>{problem.Answer}</reversed_text>";
}

/// <summary>Whether the word is reversed.</summary>
public sealed class ReversedExactly : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var parsed = Parse(rollout.Text);
        return new(Verdict.Of(string.Equals(parsed, problem.Answer, StringComparison.Ordinal))); //! KIMI8028
    }

    private static string Parse(string completion) => completion.Trim();
}
