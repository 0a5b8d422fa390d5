using Kimi.Dsl;
using Kimi.Runtime.Stages;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Examples as sequences to train on. Characters are tokens: a is 0, b is 1, and so on; 17 ends a text.</summary>
public sealed class TrainingSequencesTests : IDisposable
{
    private const int End = 17;

    private readonly LoadedPolicy _policy = new(
        TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = 16, VocabSize = 19 }), Tokenizer.OfCharacters("abcdefghijklmnopq"));

    public void Dispose() => _policy.Dispose();

    [Fact]
    public void A_response_of_one_text_trains_to_its_end()
    {
        var sequence = Sequences().Of(0, "ab", "cd", turns: null);

        Assert.Equal([0, 1], sequence.Prompt);
        Assert.Equal([2, 3, End], sequence.Response);
        Assert.Null(sequence.Trains);
    }

    [Fact]
    public void Of_an_episode_the_recorded_tokens_are_read_and_the_policy_s_own_train()
    {
        var sequence = Sequences().Of(0, "ab", "q", [Policy("c", 2, End), new EnvironmentTurn([3, 4], "de"), Policy("q", 16, End)]);

        Assert.Equal([0, 1], sequence.Prompt);
        Assert.Equal([2, End, 3, 4, 16, End], sequence.Response);
        Assert.Equal([true, true, false, false, true, true], sequence.Trains);
    }

    [Fact]
    public void An_episode_of_another_tokenizer_is_told()
    {
        var error = Assert.Throws<KimiException>(() => Sequences().Of(2, "ab", "q", [Policy("c", 5, End), new EnvironmentTurn([3])]));

        Assert.Equal(
            "demonstration 3 of Sampled is an episode of a policy with another tokenizer: sample it again with the policy that learns from it", error.Message);
    }

    [Theory]
    [InlineData("", "a", "demonstration 1 of Sampled has an empty prompt: give it one, or leave it out")]
    [InlineData(
        "aaaaaaaa", "bbbbbbbbb",
        "demonstration 1 of Sampled has 18 tokens, which exceeds the policy's context of 16: shorten it or raise ContextLength")]
    public void What_cannot_be_trained_on_is_told(string prompt, string response, string told) =>
        Assert.Equal(told, Assert.Throws<KimiException>(() => Sequences().Of(0, prompt, response, turns: null)).Message);

    private TrainingSequences Sequences() => new(_policy, "demonstration", "Sampled");

    private static PolicyTurn Policy(string text, params int[] tokens) => new([new(0, [.. tokens], [.. tokens.Select(_ => -1f)])]) { Text = text };
}
