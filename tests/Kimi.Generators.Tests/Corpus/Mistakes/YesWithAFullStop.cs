// Stack: TRL
// Kind: the prompt asks for Yes or No, the references are yes and no, and texts are compared as they are
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("yes-with-a-full-stop", Seed = 4)]
public abstract partial class YesWithAFullStop
{
    [LoadPolicy("models/qwen3-1.7b")]
    public abstract Policy Base();

    [Problems<Divisibility>(Count = 4_000)]
    public abstract PromptSet Questions();

    [Problems<Divisibility>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 60, MaxResponseTokens = 256, LearningRate = 2e-6)]
    [MirrorDescent]
    [Reward<YesOrNo>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet questions);

    [Evaluate(MaxResponseTokens = 256)]
    [Reward<YesOrNo>]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy tuned, PromptSet heldOut);
}

/// <summary>Whether one number divides another.</summary>
public sealed class Divisibility : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var by = random.Next(3, 60);
            var number = random.Next(2) == 0 ? by * random.Next(10, 900) : random.Next(100, 50_000);
            yield return new()
            {
                Id = $"{by}|{number}",
                Prompt = $"Is {number} divisible by {by}? Explain, and write Yes or No on the last line.\n",
                Answer = number % by == 0 ? "yes" : "no",
                Level = by / 10,
            };
        }
    }
}

/// <summary>Compares the last line.</summary>
public sealed class YesOrNo : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var guess = rollout.Text.TrimEnd().Split('\n')[^1].Trim();
        return new(Verdict.Of(guess == problem.Answer)); //! KIMI8028
    }
}
