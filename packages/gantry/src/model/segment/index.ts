export { kMeans } from "./k-means.ts";
export { segmentModel } from "./model.ts";
export { fifthsOf, groupsOf, scaled, segmentNameOf, segmentNames } from "./segments.ts";
export { silhouetteOf } from "./silhouette.ts";
