using Kimi.Dsl;
using Kimi.Torch.Native;
using static TorchSharp.torch;

namespace Kimi.Torch.Models;

// How a model comes to be, from a seed or from a folder, and how it goes into one.
public sealed partial class Transformer
{
    /// <summary>Makes a model with random weights that depend on the seed alone. See <see cref="Initialization"/>.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="device">Where the model lives; the CPU by default.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <returns>The model.</returns>
    public static Transformer Initialize(TransformerConfig config, ulong seed, Device? device = null, Precision precision = Precision.Fp32)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        LibTorch.Load();
        var parameters = new FlatParameters(ParameterLayout.Of(config), device ?? CPU);
        Initialization.Fill(parameters, config, seed);
        return new(config, parameters, precision, new Dictionary<string, ScalarType>());
    }

    /// <summary>
    /// A model that makes of texts what this one does, with a vision tower and a projector of random weights, and a last token for the places of images.
    /// </summary>
    /// <param name="vision">What it sees with.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <returns>The model.</returns>
    /// <exception cref="KimiException">A value is out of range, or an image does not fit into the context.</exception>
    public Transformer AddVision(VisionConfig vision, ulong seed)
    {
        var seeing = Initialize(Config with { Vision = vision, VocabSize = Config.VocabSize + 1 }, seed, Device, Precision);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var own = ParameterLayout.Of(Config).Parts.ToList();
        var its = ParameterLayout.Of(seeing.Config).Parts.TakeLast(own.Count);
        foreach (var ((from, _), (to, _)) in own.Zip(its))
        {
            // What has a row for each token has one more.
            var weights = NamedParameters[from];
            seeing.NamedParameters[to].narrow(0, 0, weights.size(0)).copy_(weights);
        }

        return seeing;
    }

    /// <summary>A model over given weights, which it owns.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="parameters">The weights.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <param name="adapter">The shape of its adapter, which has weights of zero; null for none.</param>
    internal static Transformer Over(TransformerConfig config, FlatParameters parameters, Precision precision, LowRankShape? adapter) => new(
        config, parameters, precision, new Dictionary<string, ScalarType>(),
        adapter is null ? null : LowRankAdapter.Empty(adapter, config, parameters.Weights.device));

    /// <summary>Loads a Hugging Face checkpoint folder, to be trained: its weights become float32, with what an adapter in the folder adds to them.</summary>
    /// <param name="folder">A folder with <c>config.json</c> and safetensors files.</param>
    /// <param name="device">Where the model lives; the CPU by default.</param>
    /// <param name="adapt">The configuration to use, made of the one in the folder, which is it by default; of the same weights.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <returns>The model.</returns>
    /// <exception cref="KimiException">A file is missing or does not fit, or the weights do not fit into memory.</exception>
    public static Transformer Load(
        string folder, Device? device = null, Func<TransformerConfig, TransformerConfig>? adapt = null, Precision precision = Precision.Fp32) =>
        Load(folder, device ?? CPU, adapt, precision, ScalarType.Float32, (config, parameters) =>
        {
            using var adapter = CheckpointFolder.Adapter(folder, config, device ?? CPU);
            adapter?.MergeInto(parameters);
            return null;
        });

    /// <summary>
    /// Loads a Hugging Face checkpoint folder, to train a low-rank adapter on it: the one in the folder goes on, and else a new one begins. The weights are
    /// only read, in the type of matrices.
    /// </summary>
    /// <param name="folder">A folder with <c>config.json</c> and safetensors files.</param>
    /// <param name="shape">The adapter's shape.</param>
    /// <param name="seed">The seed of a new adapter.</param>
    /// <param name="device">Where the model lives; the CPU by default.</param>
    /// <param name="adapt">The configuration to use, made of the one in the folder, which is it by default; of the same weights.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <returns>The model.</returns>
    /// <exception cref="KimiException">A file is missing or does not fit, or the folder has an adapter of another shape.</exception>
    public static Transformer LoadWithAdapter(
        string folder,
        LowRankShape shape,
        ulong seed,
        Device? device = null,
        Func<TransformerConfig, TransformerConfig>? adapt = null,
        Precision precision = Precision.Fp32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var there = AdapterFiles.ReadShape(folder);
        if (there is not null && !there.Fits(shape))
        {
            throw new KimiException(
                $"the adapter in '{folder}' has rank {there.Rank}, alpha {there.Alpha} and the modules {string.Join(", ", there.Modules)}, and the stage "
                + $"asks for {shape.Rank}, {shape.Alpha} and {string.Join(", ", shape.Modules)}: merge it first, or ask for the same");
        }

        return Load(folder, device ?? CPU, adapt, precision, precision.MatrixType(), (config, _) =>
            CheckpointFolder.Adapter(folder, config, device ?? CPU) ?? LowRankAdapter.Initialize(shape, config, seed, device ?? CPU));
    }

    /// <summary>
    /// Loads a Hugging Face checkpoint folder, to be read only: its weights become of the type of matrices, and can have half the size. An adapter in the
    /// folder stays beside them.
    /// </summary>
    /// <param name="folder">A folder with <c>config.json</c> and safetensors files.</param>
    /// <param name="device">Where the model lives; the CPU by default.</param>
    /// <param name="precision">The number format of its matrix multiplications.</param>
    /// <returns>The model.</returns>
    /// <exception cref="KimiException">A file is missing or does not fit, or the weights do not fit into memory.</exception>
    public static Transformer LoadFrozen(string folder, Device? device = null, Precision precision = Precision.Fp32) => Load(
        folder, device ?? CPU, adapt: null, precision, precision.MatrixType(), (config, _) => CheckpointFolder.Adapter(folder, config, device ?? CPU));

    /// <summary>
    /// Writes <c>config.json</c> and <c>model.safetensors</c>, in the types that were read if nothing was trained, else as float32; and the adapter, if there
    /// is one.
    /// </summary>
    /// <param name="folder">The checkpoint folder, which is made if need be.</param>
    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        Config.Save(folder, CheckpointWeights.Save(folder, Parameters, _storedTypes));
        SaveAdapter(folder);
    }

    /// <summary>Writes what training changes: the adapter, or without one all of <see cref="Save"/>.</summary>
    /// <param name="folder">The folder, which is made if need be.</param>
    public void SaveTrained(string folder)
    {
        if (Adapter is null)
            Save(folder);
        else
            SaveAdapter(Directory.CreateDirectory(folder).FullName);
    }

    /// <summary>Takes up what training changes, of the same shape.</summary>
    /// <param name="folder">What <see cref="SaveTrained"/> wrote.</param>
    /// <exception cref="KimiException">A file is missing or does not fit.</exception>
    public void Reload(string folder)
    {
        if (Adapter is not null)
        {
            AdapterFiles.Read(folder, Adapter);
            return;
        }

        var stored = new StoredWeights(folder);
        CheckpointWeights.Check(stored, ParameterLayout.Of(Config));
        CheckpointWeights.Load(stored, Parameters);
    }

    /// <summary>Writes the model as it lies in memory, for <see cref="Map"/>; any other reader finds a Hugging Face folder.</summary>
    /// <param name="folder">The folder, which is made if need be.</param>
    internal void Publish(string folder)
    {
        Directory.CreateDirectory(folder);
        MappedWeights.Write(folder, Parameters);
        Config.Save(folder, Parameters.Weights.dtype);
        SaveAdapter(folder);
    }

    /// <summary>
    /// A model that computes, bit for bit, what the one does that was published. On the CPU its weights are the file's own pages, which all processes of a
    /// machine share; they are only read.
    /// </summary>
    /// <param name="folder">What <see cref="Publish"/> wrote.</param>
    /// <param name="device">Where the model lives.</param>
    /// <param name="precision">The number format of its matrix multiplications: that of the one that was published.</param>
    /// <exception cref="KimiException">A file is missing or does not fit.</exception>
    internal static Transformer Map(string folder, Device device, Precision precision)
    {
        var config = TransformerConfig.Load(folder);
        config.Validate();
        LibTorch.Load();
        var parameters = MappedWeights.Map(folder, ParameterLayout.Of(config), device);
        try
        {
            return new(config, parameters, precision, new Dictionary<string, ScalarType>(), CheckpointFolder.Adapter(folder, config, device));
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    private void SaveAdapter(string folder)
    {
        if (Adapter is not null)
            AdapterFiles.Write(folder, Adapter);
    }

    // What was read belongs to the model, or is freed.
    private static Transformer Load(
        string folder,
        Device device,
        Func<TransformerConfig, TransformerConfig>? adapt,
        Precision precision,
        ScalarType type,
        Func<TransformerConfig, FlatParameters, LowRankAdapter?> adapterOf)
    {
        var (config, parameters, types) = CheckpointFolder.Read(folder, device, adapt, type);
        try
        {
            return new(config, parameters, precision, types, adapterOf(config, parameters));
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }
}
