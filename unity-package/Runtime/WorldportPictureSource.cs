using UnityEngine;

namespace Worldport
{
    /// <summary>Something else than a session that a <see cref="WorldportTexture"/> can show, such as a video receiver.</summary>
    public abstract class WorldportPictureSource : MonoBehaviour
    {
        /// <summary>The newest picture; null when there is none. The source's.</summary>
        public abstract Texture Texture { get; }

        /// <summary>Grows with every new picture. A target that copies the picture copies it when this changes.</summary>
        public abstract int Version { get; }

        /// <summary>Whether row 0 of the texture is the bottom of the picture; else the target turns it over.</summary>
        public abstract bool IsUpright { get; }
    }
}
