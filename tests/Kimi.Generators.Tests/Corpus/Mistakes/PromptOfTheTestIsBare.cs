// Stack: TRL
// Kind: training asks in a template with instructions, the evaluation asks the bare question, and the answer's form is never asked for there
// Caught: never
using System.Globalization;
using Kimi.Dsl;

namespace Acme;

[Recipe("prompt-of-the-test-is-bare", Seed = 7)]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class PromptOfTheTestIsBare
{
    [LoadPolicy("models/qwen2.5-1.5b")]
    public abstract Policy Base();

    [Problems<AskedInTemplate>(Count = 8_000)]
    public abstract PromptSet Problems();

    [Problems<AskedPlainly>(Count = 500, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [Reinforce(Iterations = 100, LearningRate = 1e-6)]
    [Grpo]
    [ExactAnswerReward(Marker = "Final answer:")]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward(Marker = "Final answer:")]
    public abstract Evaluation Report([From(nameof(Base))] Policy start, Policy tuned, PromptSet test); //! none yet
}

/// <summary>Products of sums.</summary>
public abstract class SumProducts : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (a, b, c) = (random.Next(2, 100), random.Next(2, 100), random.Next(2, 30));
            var question = $"({a}+{b})*{c}";
            yield return new() { Id = question, Prompt = Ask(question), Answer = ((a + b) * c).ToString(CultureInfo.InvariantCulture), Level = c / 10 };
        }
    }

    /// <summary>What the policy reads.</summary>
    protected abstract string Ask(string question);
}

/// <summary>In the template of training.</summary>
public sealed class AskedInTemplate : SumProducts
{
    /// <inheritdoc/>
    protected override string Ask(string question) =>
        $"A conversation between User and Assistant. The assistant reasons first and closes with 'Final answer:' and the number.\nUser: {question}\nAssistant:";
}

/// <summary>As the benchmark has them.</summary>
public sealed class AskedPlainly : SumProducts
{
    /// <inheritdoc/>
    protected override string Ask(string question) => $"{question} =";
}
