// Stack: TRL
// Thread: huggingface/trl 454
// Kind: sixty-four steps on the responses of one policy, a problem each, until the ratios explode
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("sixty-four-steps-of-one-batch")]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class SixtyFourStepsOfOneBatch
{
    [LoadPolicy("models/gpt-imdb")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/imdb.parquet", Layout = ProblemLayout.Prompts, PromptField = "text")]
    public abstract PromptSet Reviews();

    [Reinforce(Iterations = 100, PromptsPerIteration = 64, SamplesPerPrompt = 4, StepsPerIteration = 64, LearningRate = 1.4e-5)] //! KIMI5011
    [Grpo(Beta = 0.2)]
    [Reward<Cheerful>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet reviews);
}

/// <summary>Counts cheerful words.</summary>
public sealed class Cheerful : IReward<Problem>
{
    private const double Enough = 4;

    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase)
    {
        "good", "great", "fun", "lovely", "best", "wonderful", "enjoyed", "moving", "brilliant",
    };

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Problem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var words = rollout.Text.Split([' ', '.', ',', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return new(new Verdict.Scored(Math.Min(1, words.Distinct().Count(s_words.Contains) / Enough)));
    }
}
