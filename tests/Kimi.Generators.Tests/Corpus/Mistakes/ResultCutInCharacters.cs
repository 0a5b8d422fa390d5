// Stack: verl
// Thread: verl-project/verl 4918
// Kind: a limit of tokens is applied to characters, so the policy reads a quarter of what fits
// Caught: build
using System.ComponentModel;
using Kimi.Dsl;

namespace Acme;

[Recipe("result-cut-in-characters")]
[Sampling(MaxResponseTokens = 1_024)]
[Tools<Wiki>(MaxTurns = 4, MaxReplyTokens = 512, OnFault = ToolFault.Message)]
public abstract partial class ResultCutInCharacters
{
    [LoadPolicy("models/qwen2.5-3b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/hotpot-train.parquet", Layout = ProblemLayout.Verl)]
    public abstract PromptSet Questions();

    [ProblemsFile(Path = "data/hotpot-test.parquet", Layout = ProblemLayout.Verl, Count = 500)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 120, PromptsPerIteration = 64, SamplesPerPrompt = 8, LearningRate = 1e-6)]
    [Grpo(Beta = 0.001)]
    [ExactAnswerReward(Marker = "Answer: ")]
    [Tools<Wiki>]
    public abstract Policy Searcher([From(nameof(Base))] Policy start, PromptSet questions);

    [Evaluate]
    [ExactAnswerReward(Marker = "Answer: ")]
    [Tools<Wiki>]
    public abstract Evaluation Report(Policy searcher, PromptSet heldOut);
}

/// <summary>The team's copy of the encyclopedia.</summary>
public interface IArticles
{
    /// <summary>The article that fits best.</summary>
    Task<string> BestAsync(string query, CancellationToken cancellationToken);
}

/// <summary>Searches the encyclopedia.</summary>
public sealed class Wiki(IArticles articles, EpisodeContext context)
{
    /// <summary>Finds an article.</summary>
    [Description("Finds an article of the encyclopedia.")]
    public async Task<string> SearchAsync([Description("what to look for")] string query, CancellationToken cancellationToken)
    {
        var article = await articles.BestAsync(query, cancellationToken);
        return article.Length <= context.MaxReplyTokens ? article : article[..context.MaxReplyTokens]; //! KIMI8032
    }
}
