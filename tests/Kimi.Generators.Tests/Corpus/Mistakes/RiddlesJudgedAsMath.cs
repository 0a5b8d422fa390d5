// Stack: NeMo-RL
// Kind: problems of a team are judged by a reward for others
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("riddles-judged-as-math")]
public abstract partial class RiddlesJudgedAsMath
{
    [Problems<Riddles>(Count = 512)]
    public abstract PromptSet Problems();

    [Demonstrations<Solutions>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 32)]
    [PolicyGradient]
    [Reward<SumJudge>] //! KIMI4009
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A riddle.</summary>
/// <param name="Right">What is right.</param>
/// <param name="Wrong">What is not.</param>
public sealed record Riddle(string Right, ValueList<string> Wrong) : Problem;

/// <summary>Asks which of two numbers is even.</summary>
public sealed class Riddles : IProblemSource<Riddle>
{
    /// <inheritdoc/>
    public IEnumerable<Riddle> Problems(Random random)
    {
        while (true)
        {
            var (even, odd) = (random.Next(50_000) * 2, (random.Next(50_000) * 2) + 1);
            yield return new($"{even}", [$"{odd}"]) { Id = $"{even},{odd}", Prompt = $"{odd},{even}?" };
        }
    }
}

/// <summary>Says it at once.</summary>
public sealed class Solutions : IDemonstrationSource<Riddle>
{
    /// <inheritdoc/>
    public string Respond(Riddle problem, Random random) => $"#{problem.Right}";
}

/// <summary>Judges a response.</summary>
public sealed class SumJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verdict.Of(rollout.Text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal)));
}
