using Kimi.Dsl;
using Kimi.Tests;
using Kimi.Torch.Models;
using static TorchSharp.torch;

namespace Kimi.Torch.Tests.Models;

/// <summary>What a model sees: rows of an independent formulation, in the places of the right tokens, with gradients.</summary>
public sealed class VisionTowerTests
{
    [Theory]
    [InlineData(-1, true)]
    [InlineData(-2, true)]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(2, true)]
    public void Rows_are_those_of_an_independent_formulation(int featureLayer, bool projectorBias)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var config = TinyModels.Llava.Vision! with { FeatureLayer = featureLayer, ProjectorBias = projectorBias };
        using var model = TinyModels.Create(TinyModels.Llava with { Vision = config });
        var pixels_N3HW = TinyModels.RandomPixels(config, 2);

        var rows_NPC = model.EncodeImages(pixels_N3HW);

        var scalar = new ScalarVisionTower(model);
        for (var image = 0; image < 2; image++)
            AssertClose(Encoded(scalar, pixels_N3HW[image]), rows_NPC[image]);
    }

    [Fact]
    public void Logits_of_images_and_text_are_those_of_an_independent_formulation()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Create(TinyModels.Llava);
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 15);
        var images = TinyModels.OneImageARow(model.Config.Vision!, tokens_BT);

        var logits_BTV = model.Forward(tokens_BT, images: images);

        var (scalar, tower) = (new ScalarTransformer(model), new ScalarVisionTower(model));
        for (var row = 0; row < 2; row++)
        {
            var seen = Encoded(tower, images.Pixels_N3HW[row]);
            AssertClose(scalar.Forward([.. tokens_BT[row].contiguous().data<long>()], seen), logits_BTV[row]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_model_that_is_given_a_tower_makes_of_texts_what_it_did_and_has_a_last_token_for_images(bool ties)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var text = TinyModels.Create(TinyModels.Qwen with { TieWordEmbeddings = ties });
        var vision = TinyModels.Llava.Vision! with { ImageTokenId = text.Config.VocabSize };
        var tokens_BT = TinyModels.RandomTokens(text.Config, 2, 15);

        using var seeing = text.AddVision(vision, seed: 5);

        var logits_BTV = seeing.Forward(tokens_BT);
        Assert.Equal(text.Config.VocabSize + 1, logits_BTV.size(2));
        Assert.InRange(TinyModels.LargestDifference(text.Forward(tokens_BT), logits_BTV.narrow(2, 0, text.Config.VocabSize)), 0, 1e-5);
        Assert.True(seeing.EncodeImages(TinyModels.RandomPixels(vision, 1)).abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Rows_that_share_an_image_see_the_same()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var model = TinyModels.Create(TinyModels.Llava);
        var vision = model.Config.Vision!;
        var tokens_BT = TinyModels.RandomTokens(model.Config, 1, 15).repeat(2, 1);
        var images = TinyModels.OneImageARow(vision, tokens_BT);
        var shared = new ImageBatch(images.Pixels_N3HW.narrow(0, 0, 1), images.Places_M, arange(vision.Patches).repeat(2));

        var logits_BTV = model.Forward(tokens_BT, images: shared);

        Assert.InRange(TinyModels.LargestDifference(logits_BTV[0], logits_BTV[1]), 0, 1e-5);
        Assert.NotInRange(TinyModels.LargestDifference(model.Forward(tokens_BT, images: images)[1], logits_BTV[1]), 0, 1e-2);
    }

    [Fact]
    public void Gradients_reach_the_tower_and_the_projector_and_stop_after_the_feature_layer()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Parameters.Train();
        var tokens_BT = TinyModels.RandomTokens(model.Config, 2, 15);
        var images = TinyModels.OneImageARow(model.Config.Vision!, tokens_BT);

        model.Forward(tokens_BT, images: images).log_softmax(-1).mean().backward();

        var layout = ParameterLayout.Of(model.Config);
        var moved = layout.Blocks.ToDictionary(
            block => block.Name, block => model.Parameters.Gradients.narrow(0, block.Offset, block.Length).abs().max().item<float>() > 0);
        Assert.True(moved["vision_tower.vision_model.embeddings.patch_embedding.weight"]);
        Assert.True(moved["vision_tower.vision_model.encoder.layers.1.self_attn.q_proj.weight"]);
        Assert.True(moved["multi_modal_projector.linear_2.bias"]);
        Assert.All(
            moved.Where(entry => entry.Key.Contains("layers.2.", StringComparison.Ordinal) && entry.Key.StartsWith("vision", StringComparison.Ordinal)
                || entry.Key.Contains("post_layernorm", StringComparison.Ordinal)),
            entry => Assert.False(entry.Value, entry.Key));
    }

    [Fact]
    public void A_derivative_of_a_patch_s_weight_is_the_slope_of_the_loss()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Llava);
        model.Parameters.Train();
        var pixels_N3HW = TinyModels.RandomPixels(model.Config.Vision!, 1);
        model.EncodeImages(pixels_N3HW).square().mean().backward();
        var slope = model.Parameters.Gradients[5].item<float>();

        using var noGradient = no_grad();
        var (below, above) = (LossAt(-1e-2f), LossAt(1e-2f));

        Assert.Equal(slope, (above - below) / 2e-2, 2e-3 * Math.Max(1, Math.Abs(slope)));

        double LossAt(float change)
        {
            model.Parameters.Weights[5] += change;
            var loss = model.EncodeImages(pixels_N3HW).to(float64).square().mean().item<double>();
            model.Parameters.Weights[5] -= change;
            return loss;
        }
    }

    [Fact]
    public void A_model_of_text_is_given_no_images()
    {
        using var scope = NewDisposeScope();
        using var model = TinyModels.Create(TinyModels.Qwen);

        var error = Assert.Throws<KimiException>(() => model.EncodeImages(TinyModels.RandomPixels(TinyModels.Llava.Vision!, 1)));

        Assert.Contains("no vision tower", error.Message, StringComparison.Ordinal);
    }

    private static double[][] Encoded(ScalarVisionTower tower, Tensor pixels_3HW)
    {
        var (size, values) = (pixels_3HW.size(1), pixels_3HW.contiguous().data<float>().ToArray());
        return tower.Encode((colour, y, x) => values[(((colour * size) + y) * size) + x]);
    }

    private static void AssertClose(double[][] expected, Tensor actual)
    {
        var flat = actual.contiguous().data<float>().ToArray();
        Assert.Equal(expected.Sum(row => row.Length), flat.Length);
        Assert.All(expected.SelectMany(row => row).Zip(flat), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
