using Kimi.Dsl;
using Kimi.Torch.Models;
using Kimi.Torch.Tokenization;
using SkiaSharp;

namespace Kimi.Tests;

/// <summary>Pictures of four squares of which one is bright, and the question which: 0 and 1 above 2 and 3.</summary>
/// <param name="images">Takes the pictures.</param>
[ImplementationVersion(1)]
public sealed class Pictures(IImageStore images) : IProblemSource<MathProblem>
{
    internal const int Size = 8;

    public IEnumerable<MathProblem> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var bright = random.Next(4);
            yield return new()
            {
                Id = $"{number}",
                Prompt = new Prompt.Continuation([images.Put(Png(bright, random)), new PromptPart.Text("?")]),
                Answer = $"{bright}",
            };
        }
    }

    /// <summary>The file of a picture.</summary>
    internal static byte[] File(int bright, SKEncodedImageFormat format = SKEncodedImageFormat.Png) => Encoded(bright, new(bright), format);

    private static byte[] Png(int bright, Random random) => Encoded(bright, random, SKEncodedImageFormat.Png);

    private static byte[] Encoded(int bright, Random random, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(Size, Size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < Size * Size; i++)
        {
            var (x, y) = (i % Size, i / Size);
            var value = (byte)(random.Next(60) + ((y / 4 * 2) + (x / 4) == bright ? 190 : 0));
            bitmap.SetPixel(x, y, new(value, value, value));
        }

        using var data = bitmap.Encode(format, quality: 100);
        return data.ToArray();
    }
}

/// <summary>Pages of a picture and which of its squares is bright.</summary>
/// <param name="images">Takes the pictures.</param>
[ImplementationVersion(1)]
public sealed class PicturePages(IImageStore images) : IDocumentSource
{
    public IEnumerable<Document> Documents(Random random) => new Pictures(images).Problems(random)
        .Select(problem => new Document($"?{problem.Answer}") { Images = [.. problem.Prompt.Images.Select(image => new DocumentImage(0, image))] });
}

/// <summary>The same in words: what is bright, said once for each patch.</summary>
[ImplementationVersion(1)]
public sealed class PicturesInWords : IDocumentSource
{
    public IEnumerable<Document> Documents(Random random)
    {
        while (true)
        {
            var bright = random.Next(4);
            yield return new($"{bright}{bright}{bright}{bright}?{bright}");
        }
    }
}

[ImplementationVersion(1)]
public sealed class PictureDemonstrations : IDemonstrationSource<MathProblem>
{
    public string Respond(MathProblem problem, Random random) => $"#{problem.Answer}";
}

/// <summary>An untrained policy that sees such pictures.</summary>
internal static class SeeingPolicies
{
    /// <summary>Writes one as a Hugging Face folder.</summary>
    internal static string Save(string folder)
    {
        var tokenizer = Tokenizer.OfCharacters("0123456789?#");
        using var model = Transformer.Initialize(
            new()
            {
                HiddenSize = 24,
                IntermediateSize = 32,
                NumHiddenLayers = 1,
                NumAttentionHeads = 2,
                NumKeyValueHeads = 1,
                VocabSize = tokenizer.VocabularySize + 1,
                MaxPositionEmbeddings = 64,
                Vision = new()
                {
                    ImageSize = Pictures.Size,
                    PatchSize = 4,
                    HiddenSize = 16,
                    IntermediateSize = 24,
                    NumHiddenLayers = 1,
                    NumAttentionHeads = 2,
                    ImageTokenId = tokenizer.VocabularySize,
                },
            },
            seed: 1);
        new LoadedPolicy(model, tokenizer).Save(folder);
        File.WriteAllText(Path.Combine(folder, "preprocessor_config.json"), $$$"""
            {"image_processor_type": "SiglipImageProcessor", "size": {"height": {{{Pictures.Size}}}, "width": {{{Pictures.Size}}}}}
            """);
        return folder;
    }
}
