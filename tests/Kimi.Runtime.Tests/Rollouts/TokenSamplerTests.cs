using Kimi.Dsl;
using Kimi.Runtime.Rollouts;
using Kimi.Tests;
using Kimi.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Kimi.Runtime.Tests.Rollouts;

public sealed class TokenSamplerTests
{
    private const int Draws = 20_000;
    private static readonly double[] s_probabilities = [0.1, 0.5, 0.06, 0.25, 0.09];

    [Theory]
    [InlineData(0, 1.0, 0.0, new[] { 0.1, 0.5, 0.06, 0.25, 0.09 })]
    [InlineData(2, 1.0, 0.0, new[] { 0, 2 / 3.0, 0, 1 / 3.0, 0 })]
    [InlineData(0, 0.76, 0.0, new[] { 0.1 / 0.85, 0.5 / 0.85, 0, 0.25 / 0.85, 0 })]
    [InlineData(0, 0.4, 0.0, new[] { 0, 1.0, 0, 0, 0 })]
    [InlineData(0, 1.0, 0.19, new[] { 0.1 / 0.85, 0.5 / 0.85, 0, 0.25 / 0.85, 0 })]
    [InlineData(4, 0.9, 0.3, new[] { 0, 2 / 3.0, 0, 1 / 3.0, 0 })]
    public void Sampled_tokens_follow_the_distribution_that_is_left(int topK, double topP, double minP, double[] expected)
    {
        // 20,000 draws put every share within 4.5 standard deviations of its probability (0.016 at most).
        var (tokens, logprobs) = Draw(new() { MaxResponseTokens = 1, Temperature = 1, TopK = topK, TopP = topP, MinP = minP });

        for (var token = 0; token < expected.Length; token++)
        {
            var share = tokens.Count(drawn => drawn == token) / (double)Draws;
            Assert.Equal(expected[token], share, 0.016);
            Assert.Equal(expected[token] == 0, share == 0);
        }

        // The recorded values are those of the whole distribution, which the trainer computes too.
        Assert.All(tokens.Paired(logprobs), pair => Assert.Equal(Math.Log(s_probabilities[pair.First]), pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_temperature_counts_before_the_rest(bool onDevicePath)
    {
        DevicePath.Force(onDevicePath);
        // At temperature 0.5 probabilities go by their squares: .25 : .0625 : .01 : ...; the first two hold 0.93 of it.
        var squares = s_probabilities.Select(probability => probability * probability).ToList();

        var (tokens, logprobs) = Draw(new() { MaxResponseTokens = 1, Temperature = 0.5, TopP = 0.93 });

        Assert.Equal([1, 3], tokens.Distinct().Order());
        Assert.Equal(0.8, tokens.Count(token => token == 1) / (double)Draws, 0.016);
        Assert.All(tokens.Paired(logprobs), pair => Assert.Equal(Math.Log(squares[pair.First] / squares.Sum()), pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncation_agrees_with_an_independent_formulation(bool onDevicePath)
    {
        DevicePath.Force(onDevicePath);
        var random = new SeededRandom(5);
        for (var trial = 0; trial < 50; trial++)
        {
            var weights = Enumerable.Range(0, 12).Select(_ => random.NextDouble() * random.NextDouble()).ToArray();
            var probabilities = weights.Select(weight => weight / weights.Sum()).ToArray();
            var (topK, topP, minP) = (random.Next(1, 12), 0.3 + (0.7 * random.NextDouble()), 0.3 * random.NextDouble());
            var ranked = Enumerable.Range(0, 12).OrderByDescending(token => probabilities[token]).Take(topK).ToList();
            var (allowed, mass, total) = (new List<int>(), 0.0, ranked.Sum(token => probabilities[token]));
            foreach (var token in ranked)
            {
                if (mass < topP * total && probabilities[token] >= minP * probabilities[ranked[0]])
                    allowed.Add(token);
                mass += probabilities[token];
            }

            using var scope = NewDisposeScope();
            var uniforms = Enumerable.Range(0, 2000).Select(index => index / 2000f).ToArray();
            var logits_BV = tensor(probabilities.Select(probability => (float)Math.Log(probability)).ToArray()).expand(uniforms.Length, 12);
            var (tokens_B, _) = TokenSampler.Sample(
                logits_BV, uniforms, new() { MaxResponseTokens = 1, Temperature = 1, TopK = topK, TopP = topP, MinP = minP });

            Assert.Equal(allowed.Where(token => probabilities[token] > 0.002).Order(), tokens_B.data<long>()
                .ToArray()
                .Distinct()
                .Select(token => (int)token)
                .Where(token => probabilities[token] > 0.002)
                .Order());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_largest_uniform_number_draws_a_token_that_may_come(bool onDevicePath)
    {
        DevicePath.Force(onDevicePath);
        using var scope = NewDisposeScope();
        var logits_BV = tensor(new[] { 0f, 0f, float.NegativeInfinity }).unsqueeze(0);

        var (tokens_B, _) = TokenSampler.Sample(logits_BV, [1f], new() { MaxResponseTokens = 1, Temperature = 1 });

        Assert.Equal(1, tokens_B.item<long>());
    }

    public static TheoryData<double, int, double, double> Cuts => new()
    {
        { 0, 0, 1, 0 },
        { 1, 0, 1, 0 },
        { 0.7, 0, 1, 0 },
        { 1, 50, 1, 0 },
        { 1, 1, 1, 0 },
        { 1.3, 100_000, 1, 0 },
        { 1, 0, 0.9, 0 },
        { 1, 0, 0.01, 0 },
        { 0.2, 0, 0.999999, 0 },
        { 1, 0, 1, 0.05 },
        { 0.05, 0, 1, 1e-30 },
        { 0.8, 200, 0.953, 0.01 },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_large_vocabulary_is_sampled_as_by_sorting_all_of_it(double temperature, int topK, double topP, double minP)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        var (rows, vocabulary) = (40, 30_011);
        var logits_BV = 2 * randn(rows, vocabulary);
        logits_BV[0] = logits_BV[0].round();
        logits_BV[1] = float.NegativeInfinity;
        logits_BV[1, 17] = 3;
        logits_BV[2].narrow(0, 100, 20_000).fill_(float.NegativeInfinity);
        logits_BV[3] = 0;
        var sampling = new SamplingOptions { MaxResponseTokens = 1, Temperature = temperature, TopK = topK, TopP = topP, MinP = minP };
        var uniforms = Enumerable.Range(0, rows).Select(row => (row % 20) / 19f).ToArray();

        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, uniforms, sampling);

        var scaled_BV = (temperature == 0 ? logits_BV : logits_BV / temperature).to(float64).log_softmax(-1);
        for (var row = 0; row < rows; row++)
        {
            var logprobs_V = scaled_BV[row].data<double>().ToArray();
            var token = tokens_B[row].item<long>();
            Assert.Equal(logprobs_V[token], logprobs_B[row].item<float>(), 1e-5);
            var (low, high) = Range(logprobs_V, (int)token, sampling);
            Assert.InRange(uniforms[row], low - 1e-5, high + 1e-5);
        }
    }

    // From where to where in the cumulative distribution a token is, over those that may come: computed from a vocabulary that is sorted.
    private static (double Low, double High) Range(double[] logprobs_V, int token, SamplingOptions sampling)
    {
        var isCut = sampling.TopK > 0 || sampling.TopP < 1 || sampling.MinP > 0;
        var order = Enumerable.Range(0, logprobs_V.Length);
        var ranked = (isCut ? order.OrderByDescending(v => logprobs_V[v]) : order).Select(v => (Token: v, Probability: Math.Exp(logprobs_V[v]))).ToList();
        if (sampling.Temperature == 0)
            return token == Array.IndexOf(logprobs_V, logprobs_V.Max()) ? (0, 1) : (2, 2);
        if (sampling.TopK > 0)
            ranked = [.. ranked.Take(sampling.TopK)];
        var (kept, before, limit) = (new List<(int Token, double Probability)>(), 0.0, sampling.TopP * ranked.Sum(entry => entry.Probability));
        foreach (var entry in ranked)
        {
            if ((sampling.TopP < 1 && before >= limit) || entry.Probability < sampling.MinP * ranked[0].Probability)
                break;
            kept.Add(entry);
            before += entry.Probability;
        }

        var place = kept.FindIndex(entry => entry.Token == token);
        Assert.True(place >= 0 && kept[place].Probability > 0, $"token {token} may not come");
        var low = kept.Take(place).Sum(entry => entry.Probability);
        return (low / before, (low + kept[place].Probability) / before);
    }

    private static (int[] Tokens, float[] Logprobs) Draw(SamplingOptions sampling)
    {
        using var scope = NewDisposeScope();
        var random = new SeededRandom(3);
        var uniforms = Enumerable.Range(0, Draws).Select(_ => random.NextSingle()).ToArray();
        var logits_BV = tensor(s_probabilities.Select(probability => (float)Math.Log(probability)).ToArray())
            .unsqueeze(0)
            .expand(Draws, s_probabilities.Length);
        var (tokens_B, logprobs_B) = TokenSampler.Sample(logits_BV, uniforms, sampling);
        return ([.. tokens_B.data<long>().ToArray().Select(token => (int)token)], logprobs_B.data<float>().ToArray());
    }
}
