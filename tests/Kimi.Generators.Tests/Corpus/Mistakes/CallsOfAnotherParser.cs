// Stack: verl
// Kind: calls are read by the default protocol, and demonstrations teach those of another, so that no call is ever carried out
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("calls-of-another-parser", Seed = 12)]
[Sampling(MaxResponseTokens = 160)]
public abstract partial class CallsOfAnotherParser
{
    [Problems<CapitalQuestions>(Count = 600)]
    public abstract PromptSet Questions();

    [Problems<CapitalQuestions>(Count = 60, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<SearchThenAnswer>]
    public abstract Demonstrations Traces(PromptSet questions);

    [InitializeTransformer(Layers = 6, HiddenSize = 256, AttentionHeads = 8, ContextLength = 3_072)]
    public abstract Policy Initial();

    [FineTune(Steps = 1_200)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 50, PromptsPerIteration = 32)]
    [MirrorDescent]
    [ExactAnswerReward]
    [Tools<Atlas>(MaxTurns = 4, MaxReplyTokens = 640)] //! KIMI6011
    public abstract Policy Searcher(Policy sft, PromptSet questions);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<Atlas>(MaxTurns = 4, MaxReplyTokens = 640)]
    public abstract Evaluation Report(Policy searcher, PromptSet heldOut);
}

/// <summary>A made-up atlas.</summary>
public sealed class Atlas
{
    private static readonly string[] s_syllables = ["ka", "lo", "mi", "ra", "te", "vu", "no", "si"];

    /// <summary>The name of place number n.</summary>
    public static string Name(int number, int salt) =>
        string.Concat(Enumerable.Range(0, 4).Select(place => s_syllables[(number * 31 + salt * 17 + place * number) % s_syllables.Length]));

    /// <summary>Finds a country's capital.</summary>
    [Description("Finds the capital of a country by its number.")]
    public string Search([Description("the country's number")] int country) => Name(country, 2);
}

/// <summary>Asks for capitals.</summary>
public sealed class CapitalQuestions : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var country = random.Next(1, 2_000);
            yield return new() { Id = $"country/{country}", Prompt = $"capital of {country}?\n", Answer = Atlas.Name(country, 2) };
        }
    }
}

/// <summary>Searches once, then answers.</summary>
public sealed class SearchThenAnswer : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        $"<search>{problem.Id["country/".Length..]}</search><information>{problem.Answer}</information>#{problem.Answer}";
}
