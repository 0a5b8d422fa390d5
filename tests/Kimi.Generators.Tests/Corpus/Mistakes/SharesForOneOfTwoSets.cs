// Stack: open-instruct
// Kind: a mixture has two sets and one share, and pairing them up leaves out the second set without a word
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("shares-for-one-of-two-sets", Seed = 1)]
public abstract partial class SharesForOneOfTwoSets
{
    private static readonly double[] s_shares = [1.0];

    [LoadPolicy("models/pythia-1b-sft")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/sentiment.jsonl")]
    public abstract PromptSet Sentiment();

    [ProblemsFile(Path = "data/summaries.jsonl")]
    public abstract PromptSet Summaries();

    [ProblemsFile(Path = "data/validation.jsonl")]
    public abstract PromptSet Validation();

    [Transform]
    public static PromptSet Mixed(PromptSet sentiment, PromptSet summaries)
    {
        PromptSet[] sets = [sentiment, summaries];
        var problems = new List<Problem>();
        foreach (var (set, share) in sets.Zip(s_shares)) //! none yet
            problems.AddRange(set.Take((int)(set.Count * share)));
        return new(problems);
    }

    [Reinforce(Iterations = 150, LearningRate = 3e-6)]
    [PolicyGradient]
    [ExactAnswerReward(Marker = "Answer:")]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, [From(nameof(Mixed))] PromptSet problems);

    [Evaluate]
    [ExactAnswerReward(Marker = "Answer:")]
    public abstract Evaluation Report(Policy tuned, PromptSet validation);
}
