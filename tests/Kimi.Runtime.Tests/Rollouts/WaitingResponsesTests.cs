using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Tests;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class WaitingResponsesTests
{
    private const int Pieces = 3;
    private const int Longest = (Pieces - 1) * PromptReading.TokensInPiece + 5;

    [Fact]
    public void Responses_in_progress_wait_for_one_piece_of_a_long_prompt_at_a_time()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var policy = new LoadedPolicy(
            TinyModels.Create(TinyModels.Qwen with { MaxPositionEmbeddings = Longest + 1 }), Tokenizer.OfCharacters("abcdefghijklmnopq"));
        using var decoder = policy.Model.CreateDecoder();
        var prompts = Enumerable.Range(0, 3).Select(index => Enumerable.Range(0, Longest - index).Select(place => (index + place) % 17).ToList()).ToList();
        var responses = prompts.Select((prompt, index) => new ResponseInProgress(Request(index), new RolloutPrompt($"{index}", [.. prompt])));
        using var waiting = new WaitingResponses(policy, decoder, responses, answered: new HashSet<string>());
        using var slots = decoder.CreateCache(2, Longest + 1);

        Assert.Equal([Longest, Longest - 1], waiting.Take(slots).Responses.Select(response => response.ReadLength));
        slots.Remove([0]);
        for (var piece = 1; piece < Pieces; piece++)
        {
            var (none, noLogits_BV) = waiting.Take(slots);
            Assert.Empty(none);
            Assert.Equal([0, policy.Model.Config.VocabSize], noLogits_BV.shape);
            Assert.False(waiting.IsEmpty);
        }

        var (taken, logits_BV) = waiting.Take(slots);

        Assert.Equal([Longest - 2], taken.Select(response => response.ReadLength));
        Assert.Equal([Longest - 1, Longest - 2], slots.Lengths.ToArray());
        Assert.True(waiting.IsEmpty);
        var last_TV = policy.Model.Forward(tensor(prompts[2].Select(token => (long)token).ToArray()).unsqueeze(0))[0];
        Assert.InRange(TinyModels.LargestDifference(last_TV[^1], logits_BV[0]), 0, 1e-5);
    }

    private static RolloutRequest Request(int index) => RolloutRequest.For([$"{index}"], 1, seed: 1, "test").Single();
}
